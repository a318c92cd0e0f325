import { type Cursor, nextPageHeaders, objectIdPattern, type Page, pageQuery } from '@ticketing/common/http';
import type { Request } from 'express';
import type { Ticket } from '../domain/ticket.ts';
import { startsOrderOf, type TicketOrder, ticketOrders } from '../store/ticket-order.ts';

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

/** Query parameters of every route that pages tickets, newest first. */
export const ticketPageQuery = pageQuery({ id: objectIdPattern });

/** The same in orders that decide by other numbers, too; listings without a date have the highest. */
export const orderedPageQuery = pageQuery({ id: objectIdPattern, maxValue: Number.MAX_SAFE_INTEGER });

/** Headers that lead to the next page; none on the last. */
export function nextTicketsHeaders(req: Request, { items, hasMore }: Page<Ticket>, order: TicketOrder) {
  const last = hasMore ? items.at(-1) : undefined;
  const end: Cursor | null = last ? { value: orderingValueOf(last, order), id: last.id } : null;
  return nextPageHeaders(req, end);
}
