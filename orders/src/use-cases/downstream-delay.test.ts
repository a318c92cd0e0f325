import { expect, it } from '@jest/globals';
import { createDownstreamDelay } from './downstream-delay.ts';

let nowMs = 0;

it('measures from the reservation to its confirmation, and counts no reservation twice', () => {
  const delay = createDownstreamDelay(() => nowMs);
  for (const id of ['a', 'b']) delay.reserved(id);
  nowMs += 3_000;
  delay.confirmed('a');
  delay.confirmed('b');
  nowMs += 1_000;
  expect(delay.currentMs()).toBe(3_000);
  delay.confirmed('a');
  delay.confirmed('made by another replica');
  nowMs += 1_000;
  expect(delay.currentMs()).toBe(0);
});

it('measures how long attempts to pay wait, whatever the tickets do', () => {
  const delay = createDownstreamDelay(() => nowMs);
  delay.reserved('a');
  delay.confirmed('a');
  for (const ms of [5, 1_500, 2_000]) delay.attemptWaited(ms);
  nowMs += 1_000;
  expect(delay.currentMs()).toBe(1_500);
});

it('is 0 while nothing arrives', () => {
  const delay = createDownstreamDelay(() => nowMs);
  delay.reserved('a');
  nowMs += 60_000;
  expect(delay.currentMs()).toBe(0);
});
