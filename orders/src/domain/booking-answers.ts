import type { OrdersAnswered } from '@ticketing/contracts';
import type { Order } from './order.ts';
import type { PublishedOrderEvent } from './order-events.ts';

/** What identifies a command of a booking's saga. */
export interface BookingCommand {
  sagaId: string;
  /** Each attempt has its own; the answer repeats it. */
  correlationId: string;
}

/** Returns the answer to a command. @param reserved the order that holds the party's places, if that was asked for */
export const bookingAnswered = (
  { sagaId, correlationId }: BookingCommand,
  { outcome, reason }: { outcome: 'succeeded' | 'failed'; reason: string | null },
  reserved: Order | null = null,
): PublishedOrderEvent<'orders.booking.answered.v1'> => ({
  topic: 'orders.booking.answered.v1',
  event: { sagaId, correlationId, outcome, reason, order: reserved && reservedPartyOf(reserved) },
});

function reservedPartyOf({ id, title, reserved, expiresAt, priceMinor, currency }: Order): OrdersAnswered['order'] {
  if (reserved.kind !== 'party') throw new Error('the order of a booking reserves a party');
  return {
    ...{ id, title, currency, total: priceMinor, expiresAt: expiresAt.getTime() },
    startsAt: reserved.startsAt.getTime(),
    timeZone: reserved.timeZone,
    places: reserved.places.map(({ priceMinor: price, ...place }) => ({ ...place, price })),
  };
}
