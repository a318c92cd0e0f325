import { editTicket, relistTicket, withdrawTicket } from './change-listing.ts';
import { type PictureDeps, readPicture, removePicture, setPicture } from './change-picture.ts';
import { type ListingDeps, listTicket, type TicketDeps } from './list-ticket.ts';
import { readOwnTickets, readTicket, readTicketsById, searchTickets } from './read-tickets.ts';

export const createUseCases = (deps: TicketDeps & ListingDeps & PictureDeps) => ({
  listTicket: listTicket(deps),
  editTicket: editTicket(deps),
  withdrawTicket: withdrawTicket(deps),
  relistTicket: relistTicket(deps),
  readTicket: readTicket(deps),
  readTicketsById: readTicketsById(deps),
  readOwnTickets: readOwnTickets(deps),
  searchTickets: searchTickets(deps),
  setPicture: setPicture(deps),
  removePicture: removePicture(deps),
  readPicture: readPicture(deps),
});

export type UseCases = ReturnType<typeof createUseCases>;
