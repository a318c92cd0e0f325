import { type FareClass, fareClassOf } from '@/format/fare-classes.ts';
import { marketTimeZone } from '@/format/market-time.ts';
import { fromZonedTime, isTimeZone, nextDay, toZonedTime } from '@/format/zoned-time.ts';
import { withQuery } from '@/site/paths.ts';
import { journeysPath } from '@/site/travel-paths.ts';
import type { PerformanceQuery, Place } from './api/schemas.ts';

/** A visitor's search for departures, as in the address. Places are names as typed; the day is that of the origin. */
export interface JourneyFilters {
  origin?: string | undefined;
  destination?: string | undefined;
  date?: string | undefined;
  class?: FareClass | undefined;
  cursor?: string | undefined;
}

const maxCharacters = 100;
const pageSize = 20;

/** Parses a possibly mistyped address: invalid parameters are ignored rather than rejected. */
export function parseJourneys(given: Record<string, string | string[] | undefined>): JourneyFilters {
  const text = (name: string) => {
    const value = given[name];
    return (typeof value === 'string' && value.trim().slice(0, maxCharacters).toWellFormed()) || undefined;
  };
  const date = text('date');
  const isDay = date?.length === 10 && fromZonedTime(date, marketTimeZone) !== null;
  return {
    origin: text('origin'),
    destination: text('destination'),
    date: isDay ? date : undefined,
    class: fareClassOf(text('class')),
    cursor: text('cursor'),
  };
}

/** Returns the query for the API. A day is that of the place where the journey begins. */
export function toDepartureQuery(
  { date, class: fareClass, cursor }: JourneyFilters,
  origin: Place | null,
  destination: Place | null,
): PerformanceQuery {
  const zone = origin && isTimeZone(origin.timeZone) ? origin.timeZone : marketTimeZone;
  return {
    kind: 'departure',
    originId: origin?.id,
    destinationId: destination?.id,
    fareClass,
    from: date && fromZonedTime(date, zone)?.toISOString(),
    to: date && fromZonedTime(nextDay(date), zone)?.toISOString(),
    limit: pageSize,
    cursor,
  };
}

/** Returns the page's address for these filters, from the first page unless a cursor is given. */
export const journeysHref = (filters: JourneyFilters, cursor?: string): string =>
  withQuery(journeysPath, { ...filters, cursor });

/** How long a journey takes, whatever the clocks at its ends say. */
export function durationOf(startsAt: string, arrivesAt: string): { hours: number; minutes: number } {
  const minutes = Math.max(0, Math.round((Date.parse(arrivesAt) - Date.parse(startsAt)) / 60_000));
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

/** By how many days the calendar at the destination is ahead on arrival. */
export function daysLater(startsAt: string, originZone: string, arrivesAt: string, destinationZone: string): number {
  const dayOf = (instant: string, zone: string) => Date.parse(toZonedTime(new Date(instant), zone).slice(0, 10));
  return Math.round((dayOf(arrivesAt, destinationZone) - dayOf(startsAt, originZone)) / 86_400_000);
}
