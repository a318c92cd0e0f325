import { postgresMessageRecords } from '@ticketing/common/postgres';
import type { ExpiryRules } from '../domain/expiry.ts';
import { answerEndings, answerSales } from './answer-cancellations.ts';
import { applyOrderInputs } from './apply-order-inputs.ts';
import { askOutcomes } from './ask-outcomes.ts';
import { cancelOrder } from './cancel-order.ts';
import type { DownstreamDelay } from './downstream-delay.ts';
import { endCancelledPerformances } from './end-cancelled-performances.ts';
import { type OfferDeps, offerPlaces } from './offer-places.ts';
import { readFreePlaces } from './read-free-places.ts';
import { readOrderRecords } from './read-order-records.ts';
import { listOrders, readLiveOrders, readOrder, readOrdersById } from './read-orders.ts';
import { readSeats } from './read-seats.ts';
import { refundPlaces } from './refund-places.ts';
import { releaseBookings } from './release-bookings.ts';
import { releasePlacesOf } from './release-places.ts';
import { type ReserveBookingsDeps, reserveBookings } from './reserve-bookings.ts';
import { type ReservePartyDeps, reserveParty } from './reserve-party.ts';
import { type ReserveTicketDeps, reserveTicket } from './reserve-ticket.ts';
import { storeListings } from './store-listings.ts';
import { changePerformances, storePerformances } from './store-performances.ts';
import { type SweepDeps, sweepExpiredOrders } from './sweep-expired-orders.ts';
import { joinWaitingList, leaveWaitingList, readWaiting } from './wait-for-places.ts';

/** What routes call. */
export const createUseCases = (deps: ReserveTicketDeps & ReservePartyDeps) => ({
  reserveTicket: reserveTicket(deps),
  reserveParty: reserveParty(deps),
  readSeats: readSeats(deps),
  readFreePlaces: readFreePlaces(deps),
  cancelOrder: cancelOrder(deps),
  releasePlacesOf: releasePlacesOf(deps),
  readOrder: readOrder(deps),
  listOrders: listOrders(deps),
  readLiveOrders: readLiveOrders(deps),
  readOrdersById: readOrdersById(deps),
  joinWaitingList: joinWaitingList(deps),
  readWaiting: readWaiting(deps),
  leaveWaitingList: leaveWaitingList(deps),
  readOrderRecords: readOrderRecords(deps),
  findProcessed: postgresMessageRecords(deps.database).findProcessed,
});

export interface ConsumerDeps extends ReserveBookingsDeps {
  rules: ExpiryRules;
  downstreamDelay: Pick<DownstreamDelay, 'confirmed' | 'attemptWaited'>;
}

/** What consumers call, in the transaction of the event. Created first: routes wait for what consumers store. */
export const createConsumerUseCases = ({ rules, downstreamDelay, ...deps }: ConsumerDeps) => ({
  applyOrderInputs: applyOrderInputs(rules),
  storeListings: storeListings({ downstreamDelay }),
  storePerformances: storePerformances(),
  changePerformances: changePerformances(),
  reserveBookings: reserveBookings(deps),
  releaseBookings: releaseBookings(),
  askOutcomes: askOutcomes(),
  answerSales: answerSales(),
  answerEndings: answerEndings(),
  refundPlaces: refundPlaces(),
  recordAttemptDelay: downstreamDelay.attemptWaited,
});

/** What the sweepers call. */
export const createSweeperUseCases = (deps: SweepDeps & OfferDeps) => ({
  sweepExpiredOrders: sweepExpiredOrders(deps),
  endCancelledPerformances: endCancelledPerformances(deps),
  offerPlaces: offerPlaces(deps),
});

export type UseCases = ReturnType<typeof createUseCases>;
export type ConsumerUseCases = ReturnType<typeof createConsumerUseCases>;
