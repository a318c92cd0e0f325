import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { defineRoute, reply } from '@ticketing/common/http';
import { createMetrics } from '@ticketing/common/metrics';
import { cookieOf, someUser } from '@ticketing/testing/api';
import { createLoadShedder, type LoadShedder, type Priority } from '../src/http/overload.ts';
import { serveRoute } from './route-fixture.ts';

const becomes = (condition: () => boolean) => waitFor(async () => (condition() ? true : null), { timeoutMs: 10_000 });

/** Keeps the event loop busy, so that timers are late by `ms`, until stopped. */
function keepBusy(ms: number): () => void {
  let isBusy = true;
  const spin = () => {
    for (const end = performance.now() + ms; performance.now() < end; );
    if (isBusy) setImmediate(spin);
  };
  spin();
  return () => {
    isBusy = false;
  };
}
let shedder: LoadShedder;
const isRefused = (priority: Priority): boolean => {
  try {
    shedder.admit(priority);
    return false;
  } catch (error) {
    expect(error).toMatchObject({
      status: 503,
      errors: [{ code: 'overloaded' }],
      headers: { 'Retry-After': expect.stringMatching(/^\d+$/) },
    });
    return true;
  }
};

describe('a caller that disconnects before the work starts', () => {
  it('causes no work', async () => {
    const mayAuthenticate = Promise.withResolvers<boolean>();
    let [admitted, made] = [0, 0];
    const route = defineRoute({
      method: 'post',
      path: '/api/things',
      operationId: 'makeThing',
      summary: 'Make a thing',
      access: 'required',
      responses: { 201: { description: 'Made' } },
      handler: () => {
        made += 1;
        return reply(201);
      },
    });
    const { api, gone } = await serveRoute(route, {
      isSessionRevoked: () => {
        admitted += 1;
        return mayAuthenticate.promise;
      },
    });
    const leaving = connect(Number(new URL(api.url).port), '127.0.0.1').on('error', () => undefined);
    leaving.write(`POST /api/things HTTP/1.1\r\nHost: things\r\nCookie: ${cookieOf(someUser())}\r\n\r\n`);
    await becomes(() => admitted === 1);
    leaving.resetAndDestroy();
    await becomes(() => gone.count === 1);
    mayAuthenticate.resolve(false);
    const answer = await api.request('POST', '/api/things', { as: someUser() });

    expect(answer.status).toBe(201);
    expect(made).toBe(1);
    await api.close();
  });
});

describe('a backlog in other services', () => {
  afterEach(() => shedder.close());

  it('refuses new work only, until it is gone', () => {
    let backlogMs = 900;
    shedder = createLoadShedder({ metrics: createMetrics('test'), backlogMs: () => backlogMs, backlogLimitMs: 1_000 });
    expect(isRefused('normal')).toBe(false);
    backlogMs = 1_000;
    expect((['low', 'normal', 'high'] as const).map(isRefused)).toEqual([false, true, false]);
    backlogMs = 0;
    expect(isRefused('normal')).toBe(false);
  });
});

describe('a standing queue of work', () => {
  afterEach(() => shedder.close());

  it('sheds lower priorities first, and none once it is gone', async () => {
    shedder = createLoadShedder({ metrics: createMetrics('test'), limitsMs: { low: 30, normal: 60, high: 5_000 } });
    expect((['low', 'normal', 'high'] as const).map(isRefused)).toEqual([false, false, false]);
    const stop = keepBusy(100);
    const refusesNormal = async () => (isRefused('normal') ? true : null);
    expect(await waitFor(refusesNormal, { timeoutMs: 10_000, intervalMs: 10 })).toBe(true);
    expect(isRefused('low')).toBe(true);
    expect(isRefused('high')).toBe(false);
    stop();

    const admitsAll = async () => (isRefused('low') ? null : true);
    expect(await waitFor(admitsAll, { timeoutMs: 10_000, intervalMs: 10 })).toBe(true);
  });
});
