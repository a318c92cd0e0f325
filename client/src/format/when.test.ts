import { expect, it } from '@jest/globals';
import { daysOf } from './when.ts';

it.each([
  ['Thursday', '2026-11-26T12:00:00Z', '2026-11-27', '2026-11-29'],
  ['Saturday', '2026-11-28T12:00:00Z', '2026-11-28', '2026-11-29'],
  ['Sunday', '2026-11-29T12:00:00Z', '2026-11-29', '2026-11-29'],
])('returns the weekend on a %s', (_name, now, from, to) => {
  expect(daysOf('weekend', new Date(now))).toEqual({ from, to });
});

it('uses the market’s date, which may already be tomorrow', () => {
  expect(daysOf('today', new Date('2026-11-26T23:30:00Z'))).toEqual({ from: '2026-11-27', to: '2026-11-27' });
});

it('returns seven days including today', () => {
  expect(daysOf('nextWeek', new Date('2026-11-26T12:00:00Z'))).toEqual({ from: '2026-11-26', to: '2026-12-02' });
});
