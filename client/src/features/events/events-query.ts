import { type BrowseFilters, parseBrowse } from '@/features/browse/browse-query.ts';
import { fromMarketTime, nextDay } from '@/format/market-time.ts';
import { withQuery } from '@/site/paths.ts';
import type { PerformanceQuery, Place } from './api/schemas.ts';

export const eventsPath = '/events';

/** A visitor's search for events, as in the address. `city` is a place's name as typed; days are the market's. */
export type EventFilters = Pick<BrowseFilters, 'search' | 'city' | 'from' | 'to' | 'cursor'>;

/** Divisible by the grid's column counts: 2, 3 and 4. */
const pageSize = 24;

/** Parses a possibly mistyped address: invalid parameters are ignored rather than rejected. */
export function parseEvents(given: Record<string, string | string[] | undefined>): EventFilters {
  const { search, city, from, to, cursor } = parseBrowse(given);
  return { search, city, from, to, cursor };
}

/** @param placeId of the place that `city` names */
export const toPerformanceQuery = (
  { search, from, to, cursor }: EventFilters,
  placeId: string | undefined,
): PerformanceQuery => ({
  kind: 'performance',
  q: search,
  placeId,
  from: from && fromMarketTime(from)?.toISOString(),
  to: to && fromMarketTime(nextDay(to))?.toISOString(),
  limit: pageSize,
  cursor,
});

export const isNarrowed = ({ search, city, from, to }: EventFilters): boolean => Boolean(search || city || from || to);

/** Returns the page's address for these filters, from the first page unless a cursor is given. */
export const eventsHref = (filters: EventFilters, cursor?: string): string =>
  withQuery(eventsPath, { ...filters, cursor });

/** As places are offered while one types. */
export const placeLabel = ({ name, country }: Pick<Place, 'name' | 'country'>): string => `${name}, ${country}`;

/** Returns the place that a text names: the one that was offered under this name, otherwise the most likely one. */
export function placeNamed(text: string, places: readonly Place[]): Place | null {
  const isSame = (one: string) => one.localeCompare(text.trim(), undefined, { sensitivity: 'base' }) === 0;
  return (
    places.find((place) => isSame(placeLabel(place))) ?? places.find(({ name }) => isSame(name)) ?? places[0] ?? null
  );
}

/** A label is more than the search for places knows. */
export const nameIn = (text: string): string => text.split(',')[0]?.trim() || text;
