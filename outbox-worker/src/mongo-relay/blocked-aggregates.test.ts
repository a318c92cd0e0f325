import { expect, it } from '@jest/globals';
import { createBlockedAggregates } from './blocked-aggregates.ts';

it('blocks aggregates until the backoff ends, longer after each failure', () => {
  let nowMs = 0;
  const blocked = createBlockedAggregates({ now: () => nowMs, random: () => 1 });
  expect(blocked.current()).toEqual([]);
  expect(blocked.add(['a'])).toBe(200);
  nowMs = 150;
  expect(blocked.add(['b'])).toBe(50);
  expect(blocked.current()).toEqual(['a', 'b']);
  // Other aggregates succeeded meanwhile, which does not affect these.
  blocked.resetBackoff();

  nowMs = 200;
  expect(blocked.current()).toEqual([]);
  expect(blocked.add(['a', 'b'])).toBe(400);
  nowMs = 600;
  expect(blocked.current()).toEqual([]);
  blocked.resetBackoff();
  expect(blocked.add(['a'])).toBe(200);
});
