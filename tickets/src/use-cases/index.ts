import { editTicket } from './edit-ticket.ts';
import { listTicket, type TicketDeps } from './list-ticket.ts';
import { readTicket, searchTickets } from './read-tickets.ts';

export const createUseCases = (deps: TicketDeps) => ({
  listTicket: listTicket(deps),
  editTicket: editTicket(deps),
  readTicket: readTicket(deps),
  searchTickets: searchTickets(deps),
});

export type UseCases = ReturnType<typeof createUseCases>;
