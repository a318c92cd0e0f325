import { cache } from 'react';
import { read } from '@/api/server.ts';

/** Cached per request. */
export const readOwnOrganisers = cache(() => read('catalog', (api) => api.GET('/api/organisers/mine')));

const performancesAPage = 30;

/** A page of the performances of the visitor's organisers, newest first. */
export const readOwnPerformances = (cursor: string | undefined) =>
  read('catalog', (api) =>
    api.GET('/api/performances/mine', { params: { query: { limit: performancesAPage, cursor } } }),
  );

const refundsShown = 50;

/** The latest refunds of a performance. */
export const readRefunds = (performanceId: string) =>
  read('catalog', (api) =>
    api.GET('/api/performances/{id}/refunds', {
      params: { path: { id: performanceId }, query: { limit: refundsShown } },
    }),
  );

export const readVenues = (organiserId: string) =>
  read('catalog', (api) => api.GET('/api/venues', { params: { query: { organiserId } } }));

/** Cached per request, because both the page's metadata and its content need it. */
export const readVenue = cache((venueId: string) =>
  read('catalog', (api) => api.GET('/api/venues/{id}', { params: { path: { id: venueId } } })),
);

export const readCrewMembers = (organiserId: string) =>
  read('catalog', (api) => api.GET('/api/organisers/{id}/crew', { params: { path: { id: organiserId } } }));

export const readCrew = (performanceId: string) =>
  read('catalog', (api) => api.GET('/api/performances/{id}/crew', { params: { path: { id: performanceId } } }));
