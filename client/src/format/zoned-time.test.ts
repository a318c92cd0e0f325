import { expect, it } from '@jest/globals';
import { fromZonedTime, isTimeZone, nextDay, toZonedTime } from './zoned-time.ts';

const berlin = 'Europe/Berlin';

it.each([
  ['in winter', '2027-01-15T19:30', '2027-01-15T18:30:00.000Z'],
  ['in summer', '2027-07-15T19:30', '2027-07-15T17:30:00.000Z'],
  ['as a day, which begins at midnight', '2027-07-15', '2027-07-14T22:00:00.000Z'],
  ['in the hour that happens twice, which is taken for the first', '2027-10-31T02:30', '2027-10-31T00:30:00.000Z'],
  ['in the hour that is skipped, which is taken for the one after', '2027-03-28T02:30', '2027-03-28T01:30:00.000Z'],
])('parses a wall clock %s', (_name, typed, instant) => {
  expect(fromZonedTime(typed, berlin)?.toISOString()).toBe(instant);
});

it('parses and formats in other zones', () => {
  expect(fromZonedTime('2027-07-15T19:30', 'America/New_York')?.toISOString()).toBe('2027-07-15T23:30:00.000Z');
  expect(toZonedTime(new Date('2027-07-15T17:30:00Z'), 'Asia/Kathmandu')).toBe('2027-07-15T23:15');
});

it('formats an instant and parses it back', () => {
  expect(toZonedTime(new Date('2027-07-15T17:30:00Z'), berlin)).toBe('2027-07-15T19:30');
  const end = new Date('2027-12-31T23:59:00Z');
  expect(fromZonedTime(toZonedTime(end, berlin), berlin)).toEqual(end);
});

it.each([
  '',
  'tomorrow',
  '2027-13-01',
  '2027-05-01 19:30',
  '2027-02-30',
  '2027-05-01T24:00',
  // Retyping a year passes through these.
  '0002-05-01T19:30',
  '0020-05-01',
  '0202-05-01',
  '0000-01-01',
  '9999-12-31T23:59',
  '12027-05-01T19:30',
])('rejects %j without throwing', (typed) => {
  expect(fromZonedTime(typed, berlin)).toBeNull();
});

it('knows which zones exist', () => {
  expect([berlin, 'UTC', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, true, false, false]);
});

it('returns the next day', () => {
  expect(nextDay('2027-02-28')).toBe('2027-03-01');
});
