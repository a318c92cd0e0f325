import { cache } from 'react';
import { read } from '@/api/server.ts';
import type { PerformanceQuery } from './schemas.ts';

export const searchPerformances = (query: PerformanceQuery) =>
  read('catalog', (api) => api.GET('/api/performances', { params: { query } }));

/** Cached per request, because both the page's metadata and its content need it. */
export const readPerformance = cache((performanceId: string) =>
  read('catalog', (api) => api.GET('/api/performances/{id}', { params: { path: { id: performanceId } } })),
);

export const searchPlaces = (q: string) =>
  read('catalog', (api) => api.GET('/api/places', { params: { query: { q } } }));
