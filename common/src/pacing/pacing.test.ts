import { expect, it } from '@jest/globals';
import { createPacer } from './index.ts';

const rounds = async (busyness: number, count: number): Promise<number> => {
  const pacer = createPacer({ longestMs: 40, busyness: () => busyness });
  const begunAt = performance.now();
  for (let round = 0; round < count; round += 1) await pacer.next();
  return performance.now() - begunAt;
};

it('waits not at all at rest, and for the longest time when busy', async () => {
  expect(await rounds(0.4, 100)).toBeLessThan(40);
  // The first round waits for nothing.
  expect(await rounds(1, 4)).toBeGreaterThanOrEqual(3 * 39);
});
