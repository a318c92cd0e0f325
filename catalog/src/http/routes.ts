import type { RouteSpec } from '@ticketing/common/http';
import { operationsRoutes } from '@ticketing/common/operations';
import type { UseCases } from '../use-cases/index.ts';
import { deleteOrganisersIdCrewCrewId } from './delete-organisers-id-crew-crew-id.ts';
import { deleteOrganisersIdMembersUserId } from './delete-organisers-id-members-user-id.ts';
import { deletePerformancesIdCrewCrewId } from './delete-performances-id-crew-crew-id.ts';
import { deleteSchedulesId } from './delete-schedules-id.ts';
import { getOrganisersIdCrew } from './get-organisers-id-crew.ts';
import { getOrganisersMine } from './get-organisers-mine.ts';
import { getPerformances } from './get-performances.ts';
import { getPerformancesId } from './get-performances-id.ts';
import { getPerformancesIdCrew } from './get-performances-id-crew.ts';
import { getPerformancesIdManifest } from './get-performances-id-manifest.ts';
import { getPerformancesIdRefunds } from './get-performances-id-refunds.ts';
import { getPerformancesMine } from './get-performances-mine.ts';
import { getPlaces } from './get-places.ts';
import { getSchedulesMine } from './get-schedules-mine.ts';
import { getVenues } from './get-venues.ts';
import { getVenuesId } from './get-venues-id.ts';
import { postOrganisers } from './post-organisers.ts';
import { postOrganisersIdCrew } from './post-organisers-id-crew.ts';
import { postPerformances } from './post-performances.ts';
import { postPerformancesIdCancellation } from './post-performances-id-cancellation.ts';
import { postPerformancesIdClosing } from './post-performances-id-closing.ts';
import { postPerformancesIdPublication } from './post-performances-id-publication.ts';
import { postPerformancesIdRefunds } from './post-performances-id-refunds.ts';
import { postSchedules } from './post-schedules.ts';
import { postVenues } from './post-venues.ts';
import { putOrganisersIdCrewCrewId } from './put-organisers-id-crew-crew-id.ts';
import { putOrganisersIdMembersUserId } from './put-organisers-id-members-user-id.ts';
import { putPerformancesId } from './put-performances-id.ts';
import { putPerformancesIdCrewCrewId } from './put-performances-id-crew-crew-id.ts';
import { putPlacesId } from './put-places-id.ts';
import { putVenuesIdCrewNeeds } from './put-venues-id-crew-needs.ts';
import { putVenuesIdSeatMap } from './put-venues-id-seat-map.ts';

export const documentPath = '/api/performances/openapi.json';

export const routes = (useCases: UseCases): RouteSpec[] => [
  getPlaces(useCases),
  putPlacesId(useCases),
  postOrganisers(useCases),
  getOrganisersMine(useCases),
  putOrganisersIdMembersUserId(useCases),
  deleteOrganisersIdMembersUserId(useCases),
  postVenues(useCases),
  getVenues(useCases),
  getVenuesId(useCases),
  putVenuesIdSeatMap(useCases),
  postPerformances(useCases),
  getPerformances(useCases),
  getPerformancesMine(useCases),
  getPerformancesId(useCases),
  getPerformancesIdManifest(useCases),
  putPerformancesId(useCases),
  postPerformancesIdPublication(useCases),
  postPerformancesIdClosing(useCases),
  postPerformancesIdCancellation(useCases),
  postPerformancesIdRefunds(useCases),
  getPerformancesIdRefunds(useCases),
  postSchedules(useCases),
  getSchedulesMine(useCases),
  deleteSchedulesId(useCases),
  getOrganisersIdCrew(useCases),
  postOrganisersIdCrew(useCases),
  putOrganisersIdCrewCrewId(useCases),
  deleteOrganisersIdCrewCrewId(useCases),
  putVenuesIdCrewNeeds(useCases),
  getPerformancesIdCrew(useCases),
  putPerformancesIdCrewCrewId(useCases),
  deletePerformancesIdCrewCrewId(useCases),
  ...operationsRoutes(useCases),
];
