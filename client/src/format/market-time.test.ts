import { expect, it } from '@jest/globals';
import { fromMarketTime, nextDay, toMarketTime } from './market-time.ts';

it.each([
  ['in winter', '2027-01-15T19:30', '2027-01-15T18:30:00.000Z'],
  ['in summer', '2027-07-15T19:30', '2027-07-15T17:30:00.000Z'],
  ['as a day, which begins at midnight', '2027-07-15', '2027-07-14T22:00:00.000Z'],
  ['in the hour that happens twice, which is taken for the first', '2027-10-31T02:30', '2027-10-31T00:30:00.000Z'],
  ['in the hour that is skipped, which is taken for the one after', '2027-03-28T02:30', '2027-03-28T01:30:00.000Z'],
])('parses market time %s', (_name, typed, instant) => {
  expect(fromMarketTime(typed)?.toISOString()).toBe(instant);
});

it('formats an instant in market time, and parses it back', () => {
  expect(toMarketTime(new Date('2027-07-15T17:30:00Z'))).toBe('2027-07-15T19:30');
  expect(fromMarketTime(toMarketTime(new Date('2027-12-31T23:59:00Z')))?.toISOString()).toBe(
    '2027-12-31T23:59:00.000Z',
  );
});

it.each(['', 'tomorrow', '2027-13-01', '2027-05-01 19:30'])('rejects %j', (typed) => {
  expect(fromMarketTime(typed)).toBeNull();
});

it('returns the next day', () => {
  expect(nextDay('2027-02-28')).toBe('2027-03-01');
});
