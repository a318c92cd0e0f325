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

/** Query parameters of routes that page tickets by creation time. */
export const ticketPageQuery = pageQuery({ id: objectIdPattern });

/** Query parameters of routes with other sort orders; listings without a date have the highest value. */
export const orderedPageQuery = pageQuery({ id: objectIdPattern, maxValue: Number.MAX_SAFE_INTEGER });

/** Returns the headers that link to the next page; none on the last page. */
export function nextTicketsHeaders(req: Request, { items, hasMore }: Page<Ticket>, order: TicketOrder) {
  const last = hasMore ? items.at(-1) : undefined;
  const end: Cursor | null = last ? { value: orderingValueOf(last, order), id: last.id } : null;
  return nextPageHeaders(req, end);
}
