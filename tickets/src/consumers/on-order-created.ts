import type { Handler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { TicketStore } from '../store/ticket-store.ts';
import { applyReservationNews } from '../use-cases/apply-reservation-news.ts';

/** orders.order.created.v1 → the ticket is held by the order. */
export const onOrderCreated =
  (tickets: TicketStore): Handler<'orders.order.created.v1', ClientSession> =>
  ({ event: { id, ticket, reservation, expiresAt }, tx }) =>
    applyReservationNews(tickets, tx, ticket.id, {
      type: 'reserved',
      orderId: id,
      reservation,
      expiresAt: new Date(expiresAt),
    });
