import { expect, it } from '@jest/globals';
import { createStandingDelay, type StandingDelayOptions } from './standing-delay.ts';

let nowMs = 0;
const after = (ms: number) => {
  nowMs += ms;
};
const start = (options: Partial<StandingDelayOptions> = {}) =>
  createStandingDelay({ intervalMs: 500, now: () => nowMs, ...options });

it('is the smallest delay of the last interval, so that a burst does not count', () => {
  const delay = start();
  for (const ms of [900, 800, 700]) delay.record(ms);
  expect(delay.currentMs()).toBe(0);
  after(500);
  expect(delay.currentMs()).toBe(700);
  for (const ms of [900, 20, 800]) delay.record(ms);
  after(500);
  expect(delay.currentMs()).toBe(20);
});

it('is the median where work shares a processor, so that a few fast ones do not hide the queue', () => {
  const delay = start({ quantile: 0.5 });
  for (const ms of [5, 3_000, 4_000, 5_000, 10]) delay.record(ms);
  after(500);
  expect(delay.currentMs()).toBe(3_000);
});

it('is 0 with too few delays in an interval', () => {
  const delay = start({ minSamples: 3 });
  for (const ms of [3_000, 4_000]) delay.record(ms);
  after(500);
  expect(delay.currentMs()).toBe(0);
  for (const ms of [3_000, 4_000, 5_000]) delay.record(ms);
  after(500);
  expect(delay.currentMs()).toBe(3_000);
});

it('is forgotten without new delays', () => {
  const delay = start();
  delay.record(700);
  after(500);
  expect(delay.currentMs()).toBe(700);
  after(500);
  expect(delay.currentMs()).toBe(0);
  delay.record(700);
  after(10_000);
  expect(delay.currentMs()).toBe(0);
});
