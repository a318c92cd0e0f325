import { cache } from 'react';
import { read } from '@/api/server.ts';
import type { PerformanceQuery } from './schemas.ts';

/** Departure → price category → free places. */
export type FreeByDeparture = ReadonlyMap<string, Readonly<Record<string, number>>>;

/** Nobody waits longer for what a page can do without. */
const freePlacesTimeoutMs = 1_000;

export const searchPerformances = (query: PerformanceQuery) =>
  read('catalog', (api) => api.GET('/api/performances', { params: { query } }));

/** Cached per request, because both the page's metadata and its content need it. */
export const readPerformance = cache((performanceId: string) =>
  read('catalog', (api) => api.GET('/api/performances/{id}', { params: { path: { id: performanceId } } })),
);

/** How many places of departures are free; null while that is unknown: the search is useful without. */
export async function readFreePlaces(departureIds: readonly string[]): Promise<FreeByDeparture | null> {
  const answer = await read(
    'orders',
    (api) => api.GET('/api/orders/performances', { params: { query: { ids: departureIds.join() } } }),
    freePlacesTimeoutMs,
  );
  return answer.ok ? new Map(answer.value.map(({ performanceId, free }) => [performanceId, free])) : null;
}

export const searchPlaces = (q: string) =>
  read('catalog', (api) => api.GET('/api/places', { params: { query: { q } } }));
