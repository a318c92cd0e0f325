import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { retryTransient } from '@ticketing/common/errors';
import { type Claimed, type IdempotencyRecord, type IdempotencyStore, reply } from '@ticketing/common/http';

/** Short, so that a test can await its expiry; long enough for renewals on a busy machine. */
export const testLeaseMs = 1_500;

const claimOf = (key: string) => ({ key, owner: randomUUID(), effectId: randomUUID() });
const isClaimed = (found: Claimed | IdempotencyRecord): found is Claimed => !('fingerprint' in found);

/** Tests the contract of idempotency stores. @param given the store of this file's database, with `testLeaseMs` */
export function describeIdempotencyStore(given: () => IdempotencyStore): void {
  /** Claims a key as soon as it is available. */
  const takeOver = async (key: string, fingerprint: string) => {
    const claim = claimOf(key);
    const attempt = async () => {
      const found = await given().claim(claim, fingerprint);
      return isClaimed(found) ? { ...claim, effectId: found.effectId } : null;
    };
    const taken = await waitFor(attempt, { timeoutMs: 15_000 });
    if (!taken) throw new Error('the claim did not expire');
    return taken;
  };

  describe('a claim of an idempotency key', () => {
    it('is granted to one of several concurrent requests; the others see it in progress', async () => {
      const key = randomUUID();
      // As a client does after a 503: on a busy machine, some of twenty new connections may time out.
      const claimOnce = () =>
        retryTransient(() => given().claim(claimOf(key), 'body'), { forMs: 30_000, intervalMs: 100 });
      const answers = await Promise.all(Array.from({ length: 20 }, claimOnce));

      expect(answers.filter(isClaimed)).toHaveLength(1);
      for (const answer of answers.filter((found) => !isClaimed(found)))
        expect(answer).toMatchObject({ fingerprint: 'body', reply: null });
    });

    it('that is not renewed can be claimed again by the same request, with the same effect, and by no other', async () => {
      const first = claimOf(randomUUID());
      await given().claim(first, 'body');
      expect(await given().claim(claimOf(first.key), 'body')).toMatchObject({ reply: null });
      const second = await takeOver(first.key, 'body');

      expect(second.effectId).toBe(first.effectId);
      expect(await given().claim(claimOf(first.key), 'another body')).toMatchObject({ fingerprint: 'body' });
    });

    it('lasts while it is renewed', async () => {
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

    it('that was taken over can no longer be renewed, released or completed', async () => {
      const first = claimOf(randomUUID());
      await given().claim(first, 'body');
      const second = await takeOver(first.key, 'body');
      await given().renew(first);
      await given().release(first);
      await given().complete(first, reply(201, { by: 'first' }));
      await given().complete(second, reply(201, { by: 'second' }));

      expect(await given().claim(claimOf(first.key), 'body')).toMatchObject({ reply: { body: { by: 'second' } } });
    });

    it('that was released can be claimed immediately by the same request; a completed one never again', async () => {
      const claim = claimOf(randomUUID());
      await given().claim(claim, 'body');
      await given().release(claim);
      // A renewal that was sent before the release may arrive after it.
      await given().renew(claim);
      expect(await given().claim(claimOf(claim.key), 'other body')).toMatchObject({ fingerprint: 'body' });
      const again = claimOf(claim.key);
      expect(await given().claim(again, 'body')).toEqual({ effectId: claim.effectId });
      await given().complete(again, reply(204));

      expect(await given().claim(claimOf(claim.key), 'body')).toMatchObject({ reply: { status: 204 } });
    });
  });
}
