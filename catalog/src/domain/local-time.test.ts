import { describe, expect, it } from '@jest/globals';
import { addDays, instantOf, localDateOf, startOfNextDay, weekdayOf } from './local-time.ts';

const berlin = 'Europe/Berlin';

describe('a wall clock', () => {
  it.each([
    ['in winter', '2027-03-27', '19:45', berlin, '2027-03-27T18:45Z'],
    ['in summer', '2027-03-28', '19:45', berlin, '2027-03-28T17:45Z'],
    ['before the clock jumps forward', '2027-03-28', '01:59', berlin, '2027-03-28T00:59Z'],
    ['that is skipped', '2027-03-28', '02:30', berlin, '2027-03-28T01:30Z'],
    ['after the jump', '2027-03-28', '03:00', berlin, '2027-03-28T01:00Z'],
    ['before the hour that occurs twice', '2027-10-31', '01:59', berlin, '2027-10-30T23:59Z'],
    ['that occurs twice', '2027-10-31', '02:30', berlin, '2027-10-31T00:30Z'],
    ['after it', '2027-10-31', '03:00', berlin, '2027-10-31T02:00Z'],
    ['that occurs twice, elsewhere', '2027-11-07', '01:30', 'America/New_York', '2027-11-07T05:30Z'],
    ['that is skipped by half an hour', '2027-10-03', '02:15', 'Australia/Lord_Howe', '2027-10-02T15:45Z'],
    ['at a midnight that does not exist', '2027-03-26', '00:00', 'Asia/Beirut', '2027-03-25T22:00Z'],
  ])('%s is one instant', (_, date, time, zone, expected) => {
    expect(instantOf(date, time, zone)).toEqual(new Date(expected));
  });
});

describe('a day', () => {
  it('follows another, whatever the clock does', () => {
    expect(addDays('2027-03-28', 1)).toBe('2027-03-29');
    expect(addDays('2027-03-01', -1)).toBe('2027-02-28');
    expect(['2027-03-28', '2027-03-29'].map(weekdayOf)).toEqual([7, 1]);
  });

  it('begins at another instant in each zone', () => {
    const at = new Date('2027-03-27T23:30Z');
    expect([localDateOf(at, berlin), localDateOf(at, 'America/New_York')]).toEqual(['2027-03-28', '2027-03-27']);
    expect(startOfNextDay(at, berlin)).toEqual(new Date('2027-03-28T22:00Z'));
  });
});
