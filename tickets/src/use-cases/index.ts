import { type DeletedUsers, mongoMessageRecords } from '@ticketing/common/mongo';
import { applyReservationUpdates } from './apply-reservation-updates.ts';
import { editTicket, relistTicket, withdrawTicket } from './change-listing.ts';
import { type PictureDeps, readPicture, removePicture, setPicture } from './change-picture.ts';
import { type ListingDeps, listTicket, type TicketDeps } from './list-ticket.ts';
import { readOrderRecords } from './read-order-records.ts';
import {
  readOwnTickets,
  readSeller,
  readSimilarTickets,
  readTicket,
  readTicketsById,
  searchTickets,
} from './read-tickets.ts';
import { withdrawListings } from './withdraw-listings.ts';

/** What routes call. */
export const createUseCases = (deps: TicketDeps & ListingDeps & PictureDeps) => ({
  listTicket: listTicket(deps),
  editTicket: editTicket(deps),
  withdrawTicket: withdrawTicket(deps),
  relistTicket: relistTicket(deps),
  readTicket: readTicket(deps),
  readTicketsById: readTicketsById(deps),
  readOwnTickets: readOwnTickets(deps),
  searchTickets: searchTickets(deps),
  readSimilarTickets: readSimilarTickets(deps),
  readSeller: readSeller(deps),
  setPicture: setPicture(deps),
  removePicture: removePicture(deps),
  readPicture: readPicture(deps),
  readOrderRecords: readOrderRecords(deps),
  findProcessed: mongoMessageRecords(deps.connection).findProcessed,
});

/** What consumers call, in the transaction of the event. */
export const createConsumerUseCases = (deps: Pick<TicketDeps, 'tickets'> & { deletedSellers: DeletedUsers }) => ({
  applyReservationUpdates: applyReservationUpdates(deps),
  withdrawListings: withdrawListings(deps),
});

export type UseCases = ReturnType<typeof createUseCases>;
export type ConsumerUseCases = ReturnType<typeof createConsumerUseCases>;
