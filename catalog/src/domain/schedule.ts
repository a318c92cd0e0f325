import { invalidInput } from '@ticketing/common/errors';
import { addDays, instantOf, type LocalDate, localDateOf, startOfNextDay, weekdayOf } from './local-time.ts';
import { assertConsistent, type Details, newDraft, type Performance, publish } from './performance.ts';
import type { Place } from './place.ts';
import type { SeatMap } from './seat-map.ts';

/** What an organiser says about a departure that repeats. */
export interface Timetable extends Pick<Details, 'venue' | 'title' | 'description' | 'maxParty' | 'categories'> {
  origin: Place;
  destination: Place;
  /** 1 for Monday to 7 for Sunday. */
  weekdays: readonly number[];
  /** Of the clock at the origin: `19:45`. */
  leavesAt: string;
  durationMinutes: number;
  /** The sale of a departure opens this many days before, at the time it leaves; null for its publication. */
  saleOpensDaysBefore: number | null;
  /** First and last day, at the origin. */
  from: LocalDate;
  until: LocalDate;
}

/** A departure that repeats. Its departures are published by {@link planOf}, a month ahead. */
export interface Schedule extends Timetable {
  id: string;
  organiserId: string;
  /** All departures have this seat map; after a change of the vehicle, a new schedule is made. */
  seatMapVersion: number;
  /** Every departure up to this day is published. */
  publishedUntil: LocalDate;
  /** When the next is to be published; null when all are, or it was ended. */
  dueAt: Date | null;
  endedAt: Date | null;
  createdAt: Date;
}

/** How far ahead departures are published. */
export const daysAhead = 30;
const longestDays = 731;

const zoneOf = ({ origin }: Timetable): string => origin.timeZone;
const later = (one: LocalDate, other: LocalDate): LocalDate => (one > other ? one : other);
const earlier = (one: LocalDate, other: LocalDate): LocalDate => (one < other ? one : other);

/** Returns the days of departures that have not left, between two days. */
function daysOf(timetable: Timetable, first: LocalDate, last: LocalDate, now: Date): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = later(timetable.from, first); day <= earlier(timetable.until, last); day = addDays(day, 1)) {
    const leavesAt = instantOf(day, timetable.leavesAt, zoneOf(timetable));
    if (timetable.weekdays.includes(weekdayOf(day)) && leavesAt > now) days.push(day);
  }
  return days;
}

/** Returns what identifies a departure: there is one a day, whoever publishes it. */
export const departureKeyOf = ({ id }: Pick<Schedule, 'id'>, day: LocalDate): string => `schedule:${id}:${day}`;

/** Returns the departure of a day as a performance on sale. @throws DomainError as {@link publish} and {@link assertConsistent} */
export function departureOf(
  { organiserId, ...timetable }: Timetable & Pick<Schedule, 'organiserId'>,
  { id, day, seatMap, now }: { id: string; day: LocalDate; seatMap: SeatMap | null; now: Date },
): Performance & { version: number } {
  const { venue, title, description, maxParty, categories, origin, destination, saleOpensDaysBefore } = timetable;
  const clock = (date: LocalDate) => instantOf(date, timetable.leavesAt, zoneOf(timetable));
  const startsAt = clock(day);
  const details: Details = {
    ...{ kind: 'departure', venue, title, description, maxParty, categories, origin, destination },
    startsAt,
    arrivesAt: new Date(startsAt.getTime() + timetable.durationMinutes * 60_000),
    saleStartsAt: saleOpensDaysBefore === null ? null : clock(addDays(day, -saleOpensDaysBefore)),
    saleEndsAt: null,
    heldBack: [],
  };
  assertConsistent(details);
  const published = publish(newDraft(details, { id, organiserId, now }), seatMap, now);
  if (published?.version !== 0) throw new Error('a draft is published as version 0');
  return { ...published, version: 0 };
}

/**
 * Returns a new schedule, due at once. Checks that its first departure can be published, so that all can.
 * @throws DomainError until_before_from, schedule_too_long, no_departure, and as {@link departureOf}
 */
export function newSchedule(
  timetable: Timetable & Pick<Schedule, 'id' | 'organiserId'>,
  seatMap: SeatMap | null,
  now: Date,
): Schedule {
  const { from, until } = timetable;
  if (until < from) throw invalidInput('until_before_from', 'The last day must not be before the first', 'until');
  const today = localDateOf(now, zoneOf(timetable));
  if (until > addDays(today, longestDays))
    throw invalidInput('schedule_too_long', `The last day must be within ${longestDays} days`, 'until');
  const [day] = daysOf(timetable, today, until, now);
  if (day === undefined) throw invalidInput('no_departure', 'No departure is between these days', 'weekdays');
  const { seatMapVersion } = departureOf(timetable, { id: timetable.id, day, seatMap, now });
  return {
    ...timetable,
    seatMapVersion: seatMapVersion ?? 0,
    publishedUntil: addDays(today, -1),
    dueAt: now,
    endedAt: null,
    createdAt: now,
  };
}

export interface Plan {
  /** The days whose departures are to be published now, in order. */
  days: LocalDate[];
  /** What is true of the schedule afterwards. */
  publishedUntil: LocalDate;
  dueAt: Date | null;
}

/** Returns what of a schedule is to be published. The next day at the origin, there is more. */
export function planOf(schedule: Schedule, now: Date): Plan {
  const today = localDateOf(now, zoneOf(schedule));
  const horizon = addDays(today, daysAhead);
  const first = later(today, addDays(schedule.publishedUntil, 1));
  return {
    days: daysOf(schedule, first, horizon, now),
    publishedUntil: later(schedule.publishedUntil, horizon),
    dueAt: horizon >= schedule.until ? null : startOfNextDay(now, zoneOf(schedule)),
  };
}
