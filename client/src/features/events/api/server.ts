import { cache } from 'react';
import { read } from '@/api/server.ts';
import { checked, getFrom } from './checked-get.ts';
import { type PerformanceQuery, performanceSchema, performancesSchema, placesSchema } from './schemas.ts';

export const searchPerformances = async (query: PerformanceQuery) =>
  checked(performancesSchema, await read('catalog', getFrom('/api/performances', { query })));

/** Cached per request, because both the page's metadata and its content need it. */
export const readPerformance = cache(async (performanceId: string) =>
  checked(performanceSchema, await read('catalog', getFrom('/api/performances/{id}', { path: { id: performanceId } }))),
);

export const searchPlaces = async (q: string) =>
  checked(placesSchema, await read('catalog', getFrom('/api/places', { query: { q } })));
