import { expect, it } from '@jest/globals';
import { createReservationEchoes } from './reservation-echoes.ts';

let nowMs = 0;

it('measures from the reservation to its echo, and counts no reservation twice', () => {
  const echoes = createReservationEchoes(() => nowMs);
  for (const id of ['a', 'b']) echoes.sent(id);
  nowMs += 3_000;
  echoes.received('a');
  echoes.received('b');
  nowMs += 1_000;
  expect(echoes.standingDelayMs()).toBe(3_000);
  echoes.received('a');
  echoes.received('made by another replica');
  nowMs += 1_000;
  expect(echoes.standingDelayMs()).toBe(0);
});

it('is 0 while nothing comes back', () => {
  const echoes = createReservationEchoes(() => nowMs);
  echoes.sent('a');
  nowMs += 60_000;
  expect(echoes.standingDelayMs()).toBe(0);
});
