import { expect, it } from '@jest/globals';
import { createStandingDelay } from './standing-delay.ts';

let nowMs = 0;
const after = (ms: number) => {
  nowMs += ms;
};
const start = () => createStandingDelay(500, () => nowMs);

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
