import type { RouteSpec } from '@ticketing/common/http';
import type { UseCases } from '../use-cases/index.ts';
import { getTickets } from './get-tickets.ts';
import { getTicketsId } from './get-tickets-id.ts';
import { postTickets } from './post-tickets.ts';
import { putTicketsId } from './put-tickets-id.ts';

export const routes = (useCases: UseCases): RouteSpec[] => [
  getTickets(useCases),
  postTickets(useCases),
  getTicketsId(useCases),
  putTicketsId(useCases),
];
