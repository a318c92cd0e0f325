import type { LiveStreams, RouteSpec } from '@ticketing/common/http';
import { operationsRoutes } from '@ticketing/common/operations';
import type { UseCases } from '../use-cases/index.ts';
import { deleteTicketsId } from './delete-tickets-id.ts';
import { deleteTicketsIdPicture } from './delete-tickets-id-picture.ts';
import { getTickets } from './get-tickets.ts';
import { getTicketsEvents } from './get-tickets-events.ts';
import { getTicketsId } from './get-tickets-id.ts';
import { getTicketsIdPicture } from './get-tickets-id-picture.ts';
import { getTicketsIdSeller } from './get-tickets-id-seller.ts';
import { getTicketsIdSimilar } from './get-tickets-id-similar.ts';
import { getTicketsMine } from './get-tickets-mine.ts';
import { postTickets } from './post-tickets.ts';
import { postTicketsIdRelisting } from './post-tickets-id-relisting.ts';
import { putTicketsId } from './put-tickets-id.ts';
import { putTicketsIdPicture } from './put-tickets-id-picture.ts';

export const routes = (useCases: UseCases, streams: LiveStreams): RouteSpec[] => [
  getTickets(useCases),
  postTickets(useCases),
  getTicketsMine(useCases),
  getTicketsEvents(useCases, streams),
  getTicketsId(useCases),
  getTicketsIdSimilar(useCases),
  getTicketsIdSeller(useCases),
  putTicketsId(useCases),
  deleteTicketsId(useCases),
  postTicketsIdRelisting(useCases),
  putTicketsIdPicture(useCases),
  deleteTicketsIdPicture(useCases),
  getTicketsIdPicture(useCases),
  ...operationsRoutes(useCases),
];
