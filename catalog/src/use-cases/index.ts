import type { Logger } from '@ticketing/common/log';
import { mongoMessageRecords } from '@ticketing/common/mongo';
import { assignCrew, readCrew, unassignCrew } from './assign-crew.ts';
import { removeMember, setMember } from './change-members.ts';
import { cancelPerformance, closeSale, editPerformance, publishPerformance } from './change-performance.ts';
import { createOrganiser } from './create-organiser.ts';
import { createSchedule } from './create-schedule.ts';
import { createVenue } from './create-venue.ts';
import type { CatalogDeps } from './deps.ts';
import { draftPerformance } from './draft-performance.ts';
import { endSchedule, readOwnSchedules } from './end-schedule.ts';
import { enterParties } from './enter-parties.ts';
import { issueTickets } from './issue-tickets.ts';
import { addCrewMember, changeCrewMember, readCrewMembers, removeCrewMember } from './keep-crew.ts';
import { type DepartureDeps, publishDepartures } from './publish-departures.ts';
import { readManifest } from './read-manifest.ts';
import { readOrderRecords } from './read-order-records.ts';
import { readOwnOrganisers } from './read-organisers.ts';
import { readOwnPerformances, readPerformance, searchPerformances } from './read-performances.ts';
import { readVenue, readVenues } from './read-venues.ts';
import { removeDeletedUsers } from './remove-deleted-users.ts';
import { replaceCrewNeeds } from './replace-crew-needs.ts';
import { replaceSeatMap } from './replace-seat-map.ts';
import { readRefunds, recordRefundAnswers, requestRefund } from './request-refund.ts';
import { savePlace } from './save-place.ts';
import { searchPlaces } from './search-places.ts';
import { withdrawEntries } from './withdraw-entries.ts';

/** What routes call. */
export const createUseCases = (deps: CatalogDeps) => ({
  searchPlaces: searchPlaces(deps),
  savePlace: savePlace(deps),
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
  cancelPerformance: cancelPerformance(deps),
  readPerformance: readPerformance(deps),
  searchPerformances: searchPerformances(deps),
  readOwnPerformances: readOwnPerformances(deps),
  readManifest: readManifest(deps),
  requestRefund: requestRefund(deps),
  readRefunds: readRefunds(deps),
  createSchedule: createSchedule(deps),
  readOwnSchedules: readOwnSchedules(deps),
  endSchedule: endSchedule(deps),
  readCrewMembers: readCrewMembers(deps),
  addCrewMember: addCrewMember(deps),
  changeCrewMember: changeCrewMember(deps),
  removeCrewMember: removeCrewMember(deps),
  replaceCrewNeeds: replaceCrewNeeds(deps),
  readCrew: readCrew(deps),
  assignCrew: assignCrew(deps),
  unassignCrew: unassignCrew(deps),
  readOrderRecords: readOrderRecords(deps),
  findProcessed: mongoMessageRecords(deps.connection).findProcessed,
});

/** What consumers call, in the transaction of the event. */
export const createConsumerUseCases = (
  deps: Pick<CatalogDeps, 'organisers' | 'crew' | 'deletedUsers' | 'manifest' | 'performances' | 'refunds'> & {
    log: Logger;
  },
) => ({
  removeDeletedUsers: removeDeletedUsers(deps),
  enterParties: enterParties(deps),
  withdrawEntries: withdrawEntries(deps),
  issueTickets: issueTickets(deps),
  recordRefundAnswers: recordRefundAnswers(deps),
});

/** What sweepers call. */
export const createSweeperUseCases = (deps: DepartureDeps) => ({ publishDepartures: publishDepartures(deps) });

export type ConsumerUseCases = ReturnType<typeof createConsumerUseCases>;
export type UseCases = ReturnType<typeof createUseCases>;
