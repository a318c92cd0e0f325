import { afterEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { createMetrics } from '@ticketing/common/metrics';
import { createLoadShedder, type LoadShedder, type Priority } from '../src/http/overload.ts';

let shedder: LoadShedder;
afterEach(() => shedder.close());

/** Keeps the event loop busy, so that everything else is late by so much, until told to stop. */
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

describe('a standing queue of work', () => {
  it('refuses the less important first, and nobody once it has gone', async () => {
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
