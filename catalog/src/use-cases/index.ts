import { closeSale, editPerformance, publishPerformance } from './change-performance.ts';
import type { CatalogDeps } from './deps.ts';
import { draftPerformance } from './draft-performance.ts';
import { createOrganiser, readOwnOrganisers, removeMember, setMember } from './organisers.ts';
import { searchPlaces } from './places.ts';
import { readOwnPerformances, readPerformance, searchPerformances } from './read-performances.ts';
import { createVenue, readVenue, readVenues, replaceSeatMap } from './venues.ts';

/** What routes call. */
export const createUseCases = (deps: CatalogDeps) => ({
  searchPlaces: searchPlaces(deps),
  createOrganiser: createOrganiser(deps),
  readOwnOrganisers: readOwnOrganisers(deps),
  setMember: setMember(deps),
  removeMember: removeMember(deps),
  createVenue: createVenue(deps),
  readVenues: readVenues(deps),
  readVenue: readVenue(deps),
  replaceSeatMap: replaceSeatMap(deps),
  draftPerformance: draftPerformance(deps),
  editPerformance: editPerformance(deps),
  publishPerformance: publishPerformance(deps),
  closeSale: closeSale(deps),
  readPerformance: readPerformance(deps),
  searchPerformances: searchPerformances(deps),
  readOwnPerformances: readOwnPerformances(deps),
});

export type UseCases = ReturnType<typeof createUseCases>;
