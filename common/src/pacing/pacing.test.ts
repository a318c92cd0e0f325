import { expect, it } from '@jest/globals';
import { createPacer } from './index.ts';

const rounds = async (utilization: number, count: number): Promise<number> => {
  const pacer = createPacer({ maxIntervalMs: 40, utilization: () => utilization });
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
