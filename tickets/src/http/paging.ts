import { z } from 'zod';
import type { Ticket } from '../domain/ticket.ts';
import { type Cursor, startsOrderOf, type TicketOrder, ticketOrders } from '../store/ticket-order.ts';
import type { TicketPage } from '../use-cases/read-tickets.ts';

const cursorFormat = /^(\d{1,16})-([0-9a-f]{24})$/;

const parseCursor = (text: string): Cursor => {
  const [, value, id] = cursorFormat.exec(text) ?? [];
  return { value: Number(value), id: id ?? '' };
};

const orderingValueOf = (ticket: Ticket, order: TicketOrder): number => {
  switch (ticketOrders[order].field) {
    case 'createdAt':
      return ticket.createdAt.getTime();
    case 'startsOrder':
      return startsOrderOf(ticket.startsAt);
    case 'priceMinor':
      return ticket.priceMinor;
  }
};

/** Query parameters of every route that pages. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().regex(cursorFormat, 'must be the cursor of a Link header').transform(parseCursor).optional(),
};

/** Headers that lead to the next page, for the URL of this one; none on the last. */
export function nextPageHeaders(
  currentUrl: string,
  { tickets, hasMore }: TicketPage,
  order: TicketOrder,
): Record<string, string> {
  const last = tickets.at(-1);
  if (!hasMore || !last) return {};
  const next = new URL(currentUrl, 'http://localhost');
  next.searchParams.set('cursor', `${orderingValueOf(last, order)}-${last.id}`);
  return { Link: `<${next.pathname}${next.search}>; rel="next"` };
}
