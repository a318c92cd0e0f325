import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { EventByTopic, Topic } from '@ticketing/contracts';
import type { ReservationNews } from '../domain/ticket.ts';
import type { TicketStore } from '../store/ticket-store.ts';
import { applyReservationNews } from '../use-cases/apply-reservation-news.ts';

type OrderTopic = Extract<Topic, `orders.${string}`>;

/** A handler of orders' events: what each says of its ticket's reservation, applied to many tickets at once. */
export const reservationNews = <T extends OrderTopic>(
  tickets: TicketStore,
  newsOf: (event: EventByTopic[T]) => ReservationNews,
): BatchHandler<T, ClientSession> => ({
  handleAll: (tx, deliveries) =>
    applyReservationNews(
      tickets,
      tx,
      deliveries.map(({ event, traceparent }) => ({ ticketId: event.ticket.id, news: newsOf(event), traceparent })),
    ),
});
