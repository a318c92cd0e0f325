import { describe, expect, it } from '@jest/globals';
import { ageOf, parseMoment, secondsBetween, urgencyOf, utcOf } from './moment.ts';

const now = Date.parse('2026-01-31T12:00:00Z');

describe('an age', () => {
  it.each([
    [-5, { count: 0, unit: 's' }],
    [59.9, { count: 59, unit: 's' }],
    [60, { count: 1, unit: 'm' }],
    [3_599, { count: 59, unit: 'm' }],
    [7_300, { count: 2, unit: 'h' }],
    [86_400 * 40, { count: 40, unit: 'd' }],
  ])('of %d s is in its largest unit', (seconds, expected) => expect(ageOf(seconds)).toEqual(expected));

  it.each([
    [3_599, 'calm'],
    [3_600, 'late'],
    [86_399, 'late'],
    [86_400, 'very late'],
  ])('of %d s is %s', (seconds, expected) => expect(urgencyOf(seconds)).toBe(expected));

  it('is measured from a given time', () => expect(secondsBetween('2026-01-31T11:59:00Z', now)).toBe(60));
});

describe('a time', () => {
  it.each([
    ['30m', '2026-01-31T11:30:00.000Z'],
    ['2h', '2026-01-31T10:00:00.000Z'],
    ['7d', '2026-01-24T12:00:00.000Z'],
    ['2026-01-30', '2026-01-30T00:00:00.000Z'],
    ['2026-01-30 08:15', '2026-01-30T08:15:00.000Z'],
    ['2026-01-30T08:15:30Z', '2026-01-30T08:15:30.000Z'],
    ['2026-01-30T08:15:30.123Z', '2026-01-30T08:15:30.123Z'],
    ['2026-01-30T08:15+02:00', '2026-01-30T06:15:00.000Z'],
  ])('can be given as %s', (text, expected) => expect(parseMoment(text, now)).toBe(expected));

  it.each([
    '',
    'yesterday',
    '2w',
    '2026-13-01',
    '12:00',
    '1e3s',
    '999999d',
    '0000-01-01',
    '9999-12-31T23:59-23:59',
    '2026-01-30T08:15+99:99',
  ])('can not be given as %j', (text) => expect(parseMoment(text, now)).toBeNull());

  it('is shown in UTC, to the second', () => expect(utcOf('2026-01-31T12:00:05.678Z')).toBe('2026-01-31 12:00:05'));
});
