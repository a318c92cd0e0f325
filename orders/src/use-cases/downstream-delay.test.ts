import { expect, it } from '@jest/globals';
import { createDownstreamDelay } from './downstream-delay.ts';

let nowMs = 0;
const orderIds = ['a', 'b', 'c', 'd', 'e'];

it('measures from the reservation to its confirmation, and counts no reservation twice', () => {
  const delay = createDownstreamDelay(() => nowMs);
  for (const id of orderIds) delay.reserved(id);
  nowMs += 3_000;
  for (const id of orderIds) delay.confirmed(id);
  nowMs += 1_000;
  expect(delay.currentMs()).toBe(3_000);
  for (const id of orderIds) delay.confirmed(id);
  delay.confirmed('made by another replica');
  nowMs += 1_000;
  expect(delay.currentMs()).toBe(0);
});

it('measures how long attempts to pay wait, whatever the tickets do', () => {
  const delay = createDownstreamDelay(() => nowMs);
  delay.reserved('a');
  delay.confirmed('a');
  for (const ms of [5, 10, 1_500, 2_000, 3_000]) delay.attemptWaited(ms);
  nowMs += 1_000;
  expect(delay.currentMs()).toBe(1_500);
});

it('is 0 for a few late confirmations: a delayed message is not overload', () => {
  const delay = createDownstreamDelay(() => nowMs);
  delay.reserved('a');
  nowMs += 10_000;
  delay.confirmed('a');
  nowMs += 1_000;
  expect(delay.currentMs()).toBe(0);
});

it('is 0 while nothing arrives', () => {
  const delay = createDownstreamDelay(() => nowMs);
  delay.reserved('a');
  nowMs += 60_000;
  expect(delay.currentMs()).toBe(0);
});
