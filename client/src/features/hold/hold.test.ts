import { expect, it } from '@jest/globals';
import { holdLeftMs } from './hold.ts';

it.each([
  ['counts by the clock of the server', '2027-05-01T12:04:12Z', '2027-05-01T12:00:00Z', 252_000],
  ['is over when the end is past', '2027-05-01T12:00:00Z', '2027-05-01T12:00:01Z', 0],
  ['claims nothing without an end', null, '2027-05-01T12:00:00Z', 0],
  ['claims nothing without a clock', '2027-05-01T12:00:00Z', null, 0],
])('%s', (_name, reservedUntil, serverTime, leftMs) => {
  expect(holdLeftMs(reservedUntil, serverTime)).toBe(leftMs);
});
