import { describe, expect, it } from '@jest/globals';
import { departureKeyOf, departureOf, newSchedule, planOf, type Schedule, type Timetable } from './schedule.ts';
import { type SeatMap, toSections } from './seat-map.ts';

const berlin = { id: 'berlin-de', name: 'Berlin', country: 'Germany', timeZone: 'Europe/Berlin' };
const vienna = { id: 'vienna-at', name: 'Vienna', country: 'Austria', timeZone: 'Europe/Vienna' };
const seatMap: SeatMap = {
  venueId: 'v',
  version: 3,
  sections: toSections([{ id: 's', name: 'Coach', rows: [], standing: { quota: 10, categoryId: 'a' } }]),
};
const timetable: Timetable & Pick<Schedule, 'id' | 'organiserId'> = {
  id: '1',
  organiserId: 'o',
  venue: { id: 'v', name: 'Train', place: vienna },
  title: 'Night train',
  description: null,
  origin: berlin,
  destination: vienna,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  leavesAt: '02:30',
  durationMinutes: 600,
  saleOpensDaysBefore: 14,
  maxParty: 8,
  categories: [{ id: 'a', name: 'Seat', priceMinor: 5_900, fareClass: 'second' }],
  from: '2027-01-01',
  until: '2027-12-31',
};
const now = new Date('2027-03-20T12:00:00Z');
const made = (change: Partial<Timetable> = {}, at = now): Schedule =>
  newSchedule({ ...timetable, ...change }, seatMap, at);
const code = (value: string) => expect.objectContaining({ code: value });

describe('a departure', () => {
  const on = (day: string) => departureOf(timetable, { id: 'p', day, seatMap, now });

  it.each([
    ['2027-03-27', '2027-03-27T01:30Z'],
    ['2027-03-28', '2027-03-28T01:30Z'],
    ['2027-03-29', '2027-03-29T00:30Z'],
    ['2027-10-30', '2027-10-30T00:30Z'],
    ['2027-10-31', '2027-10-31T00:30Z'],
    ['2027-11-01', '2027-11-01T01:30Z'],
  ])('leaves by the clock of its origin: %s', (day, startsAt) => expect(on(day).startsAt).toEqual(new Date(startsAt)));

  it('lasts as long through a change of the clock, and its sale opens by the clock', () => {
    expect(on('2027-03-29')).toMatchObject({
      ...{ kind: 'departure', status: 'on_sale', version: 0, seatMapVersion: 3, title: 'Night train' },
      arrivesAt: new Date('2027-03-29T10:30Z'),
      saleStartsAt: new Date('2027-03-15T01:30Z'),
      saleEndsAt: null,
    });
  });

  it('has one key a day', () => expect(departureKeyOf(timetable, '2027-03-28')).toBe('schedule:1:2027-03-28'));
});

describe('a plan', () => {
  it('has each day of the next thirty once, through the change of the clock', () => {
    const { days, publishedUntil, dueAt } = planOf(made(), now);
    expect([days.length, days[0], days.at(-1), publishedUntil]).toEqual([30, '2027-03-21', '2027-04-19', '2027-04-19']);
    expect(new Set(days).size).toBe(30);
    expect(dueAt).toEqual(new Date('2027-03-20T23:00Z'));
  });

  it('has the days that its weekdays name, and those that follow what is published', () => {
    expect(planOf(made({ weekdays: [1, 7] }), now).days.slice(0, 3)).toEqual([
      '2027-03-21',
      '2027-03-22',
      '2027-03-28',
    ]);
    expect(planOf({ ...made(), publishedUntil: '2027-04-18' }, now).days).toEqual(['2027-04-19']);
    const nextDay = new Date('2027-03-20T23:00Z');
    expect(planOf({ ...made(), publishedUntil: '2027-04-19' }, nextDay).days).toEqual(['2027-04-20']);
  });

  it('begins and ends with the schedule, and then nothing is due', () => {
    const { days, dueAt } = planOf(made({ from: '2027-03-25', until: '2027-03-26' }), now);
    expect([days, dueAt]).toEqual([['2027-03-25', '2027-03-26'], null]);
  });

  it('leaves out what has left, also after a long outage', () => {
    expect(planOf(made({ leavesAt: '23:00' }), now).days[0]).toBe('2027-03-20');
    const schedule = { ...made(), publishedUntil: '2027-03-20' };
    expect(planOf(schedule, new Date('2027-05-20T12:00Z')).days[0]).toBe('2027-05-21');
  });
});

describe('a schedule', () => {
  it('keeps the seat map and is due at once', () => {
    expect(made()).toMatchObject({ seatMapVersion: 3, publishedUntil: '2027-03-19', dueAt: now, endedAt: null });
  });

  it.each<[string, Partial<Timetable>, SeatMap | null]>([
    ['until_before_from', { from: '2027-06-02', until: '2027-06-01' }, seatMap],
    ['schedule_too_long', { until: '2029-06-01' }, seatMap],
    ['no_departure', { from: '2027-06-01', until: '2027-06-02', weekdays: [6] }, seatMap],
    ['no_departure', { from: '2026-06-01', until: '2026-06-02' }, seatMap],
    ['journey_required', { destination: berlin }, seatMap],
    ['seat_map_missing', {}, null],
    ['category_missing', { categories: [] }, seatMap],
  ])('is refused: %s', (expected, change, map) => {
    expect(() => newSchedule({ ...timetable, ...change }, map, now)).toThrow(code(expected));
  });
});
