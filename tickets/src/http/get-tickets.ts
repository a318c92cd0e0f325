import { defineRoute, reply, safeText } from '@ticketing/common/http';
import { amountToMinorUnits } from '@ticketing/common/money';
import { z } from 'zod';
import type { Ticket } from '../domain/ticket.ts';
import type { Cursor } from '../store/ticket-store.ts';
import type { UseCases } from '../use-cases/index.ts';
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

const cursorFormat = /^(\d{1,15})-([0-9a-f]{24})$/;
const cursorOf = ({ createdAt, id }: Ticket): string => `${createdAt.getTime()}-${id}`;
const parseCursor = (text: string): Cursor => {
  const [, at, id] = cursorFormat.exec(text) ?? [];
  return { createdAt: new Date(Number(at)), id: id ?? '' };
};

const getTicketsQuery = z.object({
  search: safeText('must be text').trim().max(100).optional(),
  minPrice: priceFilter,
  maxPrice: priceFilter,
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().regex(cursorFormat, 'must be the cursor of a Link header').transform(parseCursor).optional(),
});

/** GET /api/tickets → 200 the tickets that can be bought now, newest first; the next page in `Link` */
export const getTickets = ({ searchTickets }: Pick<UseCases, 'searchTickets'>) =>
  defineRoute({
    method: 'get',
    path: '/api/tickets',
    summary: 'Tickets that can be bought now, newest first',
    access: 'public',
    query: getTicketsQuery,
    responses: {
      200: { description: 'A page; `Link: <…>; rel="next"` leads to the next', schema: z.array(ticketResponse) },
      400: { description: 'Invalid query' },
    },
    handler: async ({ query, res }) => {
      const { search, minPrice: minPriceMinor, maxPrice: maxPriceMinor, limit, cursor: before } = query;
      const { tickets, hasMore } = await searchTickets({ search, minPriceMinor, maxPriceMinor, limit, before });
      const last = tickets.at(-1);
      return reply(
        200,
        tickets.map(toTicketResponse),
        hasMore && last ? { Link: nextLink(res.req.originalUrl, last) } : {},
      );
    },
  });

function nextLink(currentUrl: string, last: Ticket): string {
  const next = new URL(currentUrl, 'http://localhost');
  next.searchParams.set('cursor', cursorOf(last));
  return `<${next.pathname}${next.search}>; rel="next"`;
}
