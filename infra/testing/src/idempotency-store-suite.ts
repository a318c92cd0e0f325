import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { type IdempotencyStore, reply } from '@ticketing/common/http';

/** Short, so that a test sees a lease end; long enough to be renewed in, also on a busy machine. */
export const testLeaseMs = 1_500;

const claimOf = (key: string) => ({ key, owner: randomUUID() });

/** What every store of idempotency keys promises. @param given the store of this file's database, with `testLeaseMs` */
export function describeIdempotencyStore(given: () => IdempotencyStore): void {
  /** Claims a key as soon as it can be had. */
  const takeOver = (key: string, fingerprint: string) => {
    const claim = claimOf(key);
    return waitFor(async () => ((await given().claim(claim, fingerprint)) === null ? claim : null), {
      timeoutMs: 15_000,
    });
  };

  describe('a claim of an idempotency key', () => {
    it('is had by one of many at once; the others see that it is at work', async () => {
      const key = randomUUID();
      const answers = await Promise.all(Array.from({ length: 20 }, () => given().claim(claimOf(key), 'body')));

      expect(answers.filter((answer) => answer === null)).toHaveLength(1);
      for (const answer of answers.filter((found) => found !== null))
        expect(answer).toMatchObject({ fingerprint: 'body', reply: null });
    });

    it('that nobody renews may be claimed again by the same request, and by no other', async () => {
      const key = randomUUID();
      await given().claim(claimOf(key), 'body');
      expect(await given().claim(claimOf(key), 'body')).toMatchObject({ reply: null });
      const second = await takeOver(key, 'body');

      expect(second).not.toBeNull();
      expect(await given().claim(claimOf(key), 'another body')).toMatchObject({ fingerprint: 'body' });
    });

    it('stays while it is renewed', async () => {
      const claim = claimOf(randomUUID());
      await given().claim(claim, 'body');
      const startedAt = performance.now();
      const isTwoLeasesLater = async () => {
        await given().renew(claim);
        expect(await given().claim(claimOf(claim.key), 'body')).toMatchObject({ reply: null });
        return performance.now() - startedAt > 2 * testLeaseMs ? true : null;
      };

      expect(await waitFor(isTwoLeasesLater, { timeoutMs: 15_000 })).toBe(true);
    });

    it('that was lost to another can no longer be renewed, given back or answered', async () => {
      const first = claimOf(randomUUID());
      await given().claim(first, 'body');
      const second = await takeOver(first.key, 'body');
      if (!second) throw new Error('the claim did not end');
      await given().renew(first);
      await given().release(first);
      await given().complete(first, reply(201, { by: 'first' }));
      await given().complete(second, reply(201, { by: 'second' }));

      expect(await given().claim(claimOf(first.key), 'body')).toMatchObject({ reply: { body: { by: 'second' } } });
    });

    it('that was given back may be claimed at once; one that was answered never again', async () => {
      const claim = claimOf(randomUUID());
      await given().claim(claim, 'body');
      await given().release(claim);
      expect(await given().claim(claim, 'other body')).toBeNull();
      await given().complete(claim, reply(204));

      expect(await given().claim(claimOf(claim.key), 'other body')).toMatchObject({ reply: { status: 204 } });
    });
  });
}
