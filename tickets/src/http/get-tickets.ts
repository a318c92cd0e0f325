import {
  defineRoute,
  instantOrDate,
  invalidCursor,
  isInstantCursor,
  priceBound,
  reply,
  safeText,
} from '@ticketing/common/http';
import { z } from 'zod';
import { categories } from '../domain/ticket.ts';
import { isByInstant, type TicketOrder, ticketOrders } from '../store/ticket-order.ts';
import type { UseCases } from '../use-cases/index.ts';
import { nextTicketsHeaders, orderedPageQuery } from './paging.ts';
import { ticketIds, ticketResponse, toTicketResponse } from './ticket-schemas.ts';

const priceFilter = priceBound(z.string(), 'must be an amount').optional();

const instantFilter = instantOrDate().optional();

const words = safeText('must be text').trim().max(100).optional();

const getTicketsQuery = z
  .object({
    ids: ticketIds.optional().meta({ description: 'Returns these tickets in any state instead of searching' }),
    search: words.meta({
      description:
        'Words in title, venue or places; ignores case and accents, and one typo a word if nothing matches as typed',
    }),
    category: z.enum(categories).optional(),
    city: words,
    minPrice: priceFilter,
    maxPrice: priceFilter,
    startsFrom: instantFilter,
    startsBefore: instantFilter,
    sort: z.enum(Object.keys(ticketOrders) as [TicketOrder, ...TicketOrder[]]).default('newest'),
    ...orderedPageQuery,
  })
  .refine(({ sort, cursor }) => !isByInstant(sort) || isInstantCursor(cursor), invalidCursor);

/**
 * GET /api/tickets → 200 the tickets on sale, newest first unless sorted otherwise; the next page in `Link`. With
 * `ids`, those tickets in any state, in one request.
 */
export const getTickets = ({ searchTickets, readTicketsById }: Pick<UseCases, 'searchTickets' | 'readTicketsById'>) =>
  defineRoute({
    method: 'get',
    path: '/api/tickets',
    operationId: 'searchTickets',
    summary: 'Tickets on sale',
    access: 'public',
    query: getTicketsQuery,
    responses: {
      200: { description: 'A page; `Link: <…>; rel="next"` leads to the next', schema: z.array(ticketResponse) },
      400: { description: 'Invalid query' },
    },
    handler: async ({ query: { ids, ...query }, res }) => {
      if (ids)
        return reply(
          200,
          (await readTicketsById({ ticketIds: ids })).map((ticket) => toTicketResponse(ticket)),
        );
      const { minPrice: minPriceMinor, maxPrice: maxPriceMinor, sort: order, cursor: after, ...filters } = query;
      const page = await searchTickets({ ...filters, minPriceMinor, maxPriceMinor, order, after });
      const body = page.items.map((ticket) => toTicketResponse(ticket));
      return reply(200, body, nextTicketsHeaders(res.req, page, order));
    },
  });
