import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { newEffect } from '@ticketing/common/effects';
import { notFound, TransientError } from '@ticketing/common/errors';
import { HttpError, type Reply, reply } from '@ticketing/common/http';
import { leaseMs } from '@ticketing/common/leases';
import { codesOf, someUser } from '@ticketing/testing/api';
import { type HttpFixture, startHttp } from './http-fixture.ts';

let http: HttpFixture;
beforeAll(async () => {
  http = await startHttp();
});
afterAll(() => http.stop());
beforeEach(() => {
  http.onPost.calls = 0;
  http.onPost.work = async () => reply(201, { made: true });
});

describe('Idempotency-Key', () => {
  const somebody = someUser();
  const post = (key: string, { as = somebody, name = 'a', path = '/api/things' } = {}) =>
    http.api.request('POST', path, { as, body: { name }, headers: { 'idempotency-key': key } });
  const failing = (error: Error) => () => Promise.reject<Reply>(error);

  it('replays the first reply without redoing the work', async () => {
    const key = randomUUID();
    const [first, again] = [await post(key), await post(key)];

    expect(again).toMatchObject({ status: 201, body: first.body });
    expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    expect(http.onPost.calls).toBe(1);
  });

  it('stores a refusal like a success', async () => {
    const key = randomUUID();
    http.onPost.work = failing(new HttpError(400, [{ message: 'No', code: 'no' }]));
    expect(codesOf(await post(key))).toEqual(['no']);
    http.onPost.work = async () => reply(201);

    expect(codesOf(await post(key))).toEqual(['no']);
  });

  it.each([
    [503, new TransientError('unavailable')],
    [500, new Error('bug')],
    [409, new HttpError(409, [{ message: 'Busy', code: 'busy' }])],
    [404, notFound('It has not arrived')],
  ])('can be retried by the same request after %i', async (status, error) => {
    const key = randomUUID();
    http.onPost.work = failing(error);
    expect((await post(key)).status).toBe(status);
    http.onPost.work = async () => reply(201, { made: true });

    expect(codesOf(await post(key, { name: 'other' }))).toEqual(['idempotency_key_reused']);
    expect((await post(key)).status).toBe(201);
  });

  it('is refused with 409 for another body, and is scoped to its user', async () => {
    const key = randomUUID();
    await post(key);
    const other = await post(key, { name: 'b' });

    expect([other.status, codesOf(other)]).toEqual([409, ['idempotency_key_reused']]);
    expect((await post(key, { as: someUser(), name: 'b' })).status).toBe(201);
  });

  it('lets one of several concurrent requests do the work and tells the others to retry', async () => {
    const key = randomUUID();
    const begun = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    http.onPost.work = async () => {
      begun.resolve();
      await mayEnd.promise;
      return reply(201);
    };
    const first = post(key);
    await begun.promise;
    const others = await Promise.all([post(key), post(key), post(key)]);
    mayEnd.resolve();

    expect((await first).status).toBe(201);
    expect(others.flatMap(codesOf)).toEqual(Array(3).fill('idempotency_in_progress'));
    expect(others.map(({ headers }) => headers.get('retry-after'))).toEqual(['1', '1', '1']);
    expect(http.onPost.calls).toBe(1);
  });

  it('stays taken when storing the reply fails, until it is stored', async () => {
    const key = randomUUID();
    jest.spyOn(http.idempotency, 'complete').mockRejectedValueOnce(new TransientError('unavailable'));
    expect((await post(key)).status).toBe(503);

    expect(codesOf(await post(key))).toEqual(['idempotency_in_progress']);
    const kept = async () => {
      const answer = await post(key);
      return answer.status === 201 ? answer : null;
    };
    expect((await waitFor(kept, { timeoutMs: leaseMs }))?.headers.get('idempotent-replayed')).toBe('true');
    expect(http.onPost.calls).toBe(1);
  });

  describe('after a crash between commit and response', () => {
    const replyWithEffect = () => {
      http.onPost.work = async ({ id, isRepeat }) => reply(201, { id, isRepeat });
    };

    it('redoes the work with the same effect, and still refuses another body', async () => {
      const key = randomUUID();
      replyWithEffect();
      const first = await post(key);
      await http.expireResponses();

      expect(codesOf(await post(key, { name: 'b' }))).toEqual(['idempotency_key_reused']);
      const { id } = first.body as { id: string };
      expect(first.body).toEqual({ id, isRepeat: false });
      expect((await post(key)).body).toEqual({ id, isRepeat: true });
    });

    it('gives another user’s key another effect, and none to a request without a key', async () => {
      const key = randomUUID();
      replyWithEffect();
      const send = (headers: Record<string, string>) =>
        http.api.request('POST', '/api/things', { as: somebody, body: { name: 'a' }, headers });
      const answers = [await post(key), await post(key, { as: someUser() }), await send({}), await send({})];

      expect(new Set(answers.map(({ body }) => (body as { id: string }).id)).size).toBe(4);
    });

    it('gives a frozen first request the same effect and keeps the reply of its repeat', async () => {
      const key = randomUUID();
      const begun = Promise.withResolvers<string>();
      const mayEnd = Promise.withResolvers<void>();
      http.onPost.work = async ({ id }) => {
        begun.resolve(id);
        await mayEnd.promise;
        return reply(201, { by: 'first' });
      };
      const first = post(key);
      const id = await begun.promise;
      await http.expireResponses();
      http.onPost.work = async (effect) => reply(201, { by: 'repeat', ...effect });
      expect((await post(key)).body).toMatchObject({ by: 'repeat', id, isRepeat: true });
      mayEnd.resolve();

      expect((await first).body).toEqual({ by: 'first' });
      expect((await post(key)).body).toMatchObject({ by: 'repeat' });
    });
  });

  it('stores no secret: a repeat redoes the work, and another body is still refused', async () => {
    const [key, path] = [randomUUID(), '/api/secrets'];
    const secret = `secret ${newEffect().id}`;
    http.onPost.work = async ({ id }) => reply(201, { id, secret });
    const [first, again] = [await post(key, { path }), await post(key, { path })];

    expect(again.body).toEqual(first.body);
    expect(http.onPost.calls).toBe(2);
    expect(await http.storedKeys()).not.toContain(secret);
    expect(codesOf(await post(key, { path, name: 'b' }))).toEqual(['idempotency_key_reused']);
  });

  it.each(['with space', 'x'.repeat(256)])('refuses an invalid key: %#', async (key) => {
    expect(codesOf(await post(key))).toEqual(['invalid_idempotency_key']);
  });
});
