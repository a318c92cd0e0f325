import { defineRoute, reply, safeText } from '@ticketing/common/http';
import { amountToMinorUnits } from '@ticketing/common/money';
import { z } from 'zod';
import { categories } from '../domain/ticket.ts';
import { type TicketOrder, ticketOrders } from '../store/ticket-order.ts';
import type { UseCases } from '../use-cases/index.ts';
import { nextPageHeaders, pageQuery } from './paging.ts';
import { ticketResponse, toTicketResponse } from './ticket-schemas.ts';

/** A bound, so 0 is one. */
const priceFilter = z
  .string()
  .transform((price, context) => {
    const minor = amountToMinorUnits(price);
    if (minor === null) context.addIssue({ code: 'custom', message: 'must be an amount' });
    return minor ?? z.NEVER;
  })
  .optional();

const instantFilter = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'must be a date, such as 2027-05-01, or an instant',
  })
  .transform((text) => new Date(text))
  .optional();

const words = safeText('must be text').trim().max(100).optional();

const getTicketsQuery = z.object({
  search: words.meta({ description: 'Words of title, venue or places; case and accents make no difference' }),
  category: z.enum(categories).optional(),
  city: words,
  minPrice: priceFilter,
  maxPrice: priceFilter,
  startsFrom: instantFilter,
  startsBefore: instantFilter,
  sort: z.enum(Object.keys(ticketOrders) as [TicketOrder, ...TicketOrder[]]).default('newest'),
  ...pageQuery,
});

/** GET /api/tickets → 200 the tickets that can be bought now, newest first unless sorted otherwise; the next page in `Link` */
export const getTickets = ({ searchTickets }: Pick<UseCases, 'searchTickets'>) =>
  defineRoute({
    method: 'get',
    path: '/api/tickets',
    summary: 'Tickets that can be bought now',
    access: 'public',
    query: getTicketsQuery,
    responses: {
      200: { description: 'A page; `Link: <…>; rel="next"` leads to the next', schema: z.array(ticketResponse) },
      400: { description: 'Invalid query' },
    },
    handler: async ({ query, res }) => {
      const { minPrice: minPriceMinor, maxPrice: maxPriceMinor, sort: order, cursor: after, ...filters } = query;
      const page = await searchTickets({ ...filters, minPriceMinor, maxPriceMinor, order, after });
      const body = page.tickets.map(toTicketResponse);
      return reply(200, body, nextPageHeaders(res.req.originalUrl, page, order));
    },
  });
