import { expect, it } from '@jest/globals';
import { createPacer } from './index.ts';

const rounds = async (utilization: number, count: number, minIntervalMs = 0): Promise<number> => {
  const pacer = createPacer({ minIntervalMs, maxIntervalMs: 40, utilization: () => utilization });
  const begunAt = performance.now();
  for (let round = 0; round < count; round += 1) await pacer.next();
  return performance.now() - begunAt;
};

it('does not wait at low load, and waits the maximum at full load', async () => {
  // Waiting would take four seconds; a busy machine may take some of the first.
  expect(await rounds(0.4, 100)).toBeLessThan(1_000);
  // The first round starts immediately, and a timer may end a millisecond early.
  expect(await rounds(1, 4)).toBeGreaterThanOrEqual(3 * 38);
});

it('keeps a minimum interval at any load, except before the first round', async () => {
  expect(await rounds(0.4, 1, 60_000)).toBeLessThan(30_000);
  expect(await rounds(0.4, 3, 30)).toBeGreaterThanOrEqual(2 * 28);
});

it('ends a wait when its signal is aborted', async () => {
  const pacer = createPacer({ minIntervalMs: 60_000, utilization: () => 0 });
  await pacer.next();
  const leaving = new AbortController();
  const waiting = pacer.next(leaving.signal);
  leaving.abort();
  await waiting;
});
