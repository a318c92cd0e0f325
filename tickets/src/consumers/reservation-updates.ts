import type { BatchHandler } from '@ticketing/common/consuming';
import type { ClientSession } from '@ticketing/common/mongo';
import type { EventByTopic, Topic } from '@ticketing/contracts';
import type { ReservationUpdate } from '../domain/ticket.ts';
import type { ConsumerUseCases } from '../use-cases/index.ts';

/** The first generation: orders of one ticket each. */
type OrderTopic = Extract<Topic, `orders.order.${string}.v1`>;

/** Creates a handler that maps order events to reservation updates and applies them in a batch. */
export const reservationUpdateHandler = <T extends OrderTopic>(
  { applyReservationUpdates }: ConsumerUseCases,
  updateOf: (event: EventByTopic[T]) => ReservationUpdate,
): BatchHandler<T, ClientSession> => ({
  handleAll: (session, deliveries) =>
    applyReservationUpdates({
      session,
      updates: deliveries.map(({ event, traceparent }) => ({
        ticketId: event.ticket.id,
        update: updateOf(event),
        traceparent,
      })),
    }),
});
