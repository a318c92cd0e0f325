import type { EventByTopic, OrderItem, Topic } from '@ticketing/contracts';
import type { CancelReason, Order } from './order.ts';
import { kindOf, type Place, type Reduction } from './place.ts';
import { asOfVersion } from './reduction.ts';

export interface PublishedOrderEvent<T extends Topic = Topic> {
  topic: T;
  event: EventByTopic[T];
}

function itemsOf({ reserved, title, priceMinor }: Order): OrderItem[] {
  if (reserved.kind === 'ticket') {
    const { ticketId } = reserved;
    return [
      { kind: 'ticket', ticketId, performanceId: null, seatId: null, sectionId: null, label: title, price: priceMinor },
    ];
  }
  return reserved.places.map(itemOf(reserved.performanceId));
}

/** Returns what the event of a reservation says about a place. */
export const itemOf =
  (performanceId: string) =>
  ({ seatId, sectionId, label, priceMinor }: Place): OrderItem => ({
    kind: kindOf({ seatId }),
    ticketId: null,
    performanceId,
    seatId,
    sectionId,
    label,
    price: priceMinor,
  });

const reservationOf = ({ reserved }: Order) => (reserved.kind === 'ticket' ? reserved.reservation : null);

const ending = (order: Order) => ({
  id: order.id,
  items: itemsOf(order).map(withoutPrice),
  reservation: reservationOf(order),
  version: order.version,
});

/** The first generation knows orders of one ticket; each event has its twin in the second. */
const firstGeneration = (order: Order) =>
  order.reserved.kind === 'ticket'
    ? {
        id: order.id,
        ticket: { id: order.reserved.ticketId },
        reservation: order.reserved.reservation,
        version: order.version,
        isPublishedAsV2: true,
      }
    : null;

/** The reserving SQL statements build the same events. */
export function orderCreated(order: Order): PublishedOrderEvent[] {
  const { id, userId, title, priceMinor, currency, expiresAt, isOffer } = order;
  const created = { id, status: 'created', userId, expiresAt: expiresAt.getTime(), version: 0 };
  const first = firstGeneration(order);
  return [
    ...(first
      ? [
          {
            topic: 'orders.order.created.v1' as const,
            event: { ...first, ...created, ticket: { ...first.ticket, title, price: priceMinor, currency } },
          },
        ]
      : []),
    {
      topic: 'orders.order.created.v2',
      event: {
        ...created,
        title,
        items: itemsOf(order),
        total: priceMinor,
        currency,
        reservation: reservationOf(order),
        isOffer,
      },
    },
  ];
}

export function orderCompleted(order: Order, paymentId: string): PublishedOrderEvent[] {
  const first = firstGeneration(order);
  return [
    ...(first ? [{ topic: 'orders.order.completed.v1' as const, event: { ...first, paymentId } }] : []),
    { topic: 'orders.order.completed.v2', event: { ...ending(order), paymentId } },
  ];
}

export function orderCancelled(order: Order, reason: CancelReason | 'unknown'): PublishedOrderEvent[] {
  const first = firstGeneration(order);
  return [
    ...(first ? [{ topic: 'orders.order.cancelled.v1' as const, event: { ...first, reason } }] : []),
    { topic: 'orders.order.cancelled.v2', event: { ...ending(order), reason } },
  ];
}

/** @param order after the reduction */
export const orderReduced = (
  order: Order,
  { reason, requestId, returned }: Reduction,
): PublishedOrderEvent<'orders.order.reduced.v2'> => {
  if (order.reserved.kind !== 'party') throw new Error('only a party can be reduced');
  const item = itemOf(order.reserved.performanceId);
  return {
    topic: 'orders.order.reduced.v2',
    event: {
      id: order.id,
      items: order.reserved.places.map((place) => withoutPrice(placeOnly(item(place)))),
      returned: returned.map(({ place }) => placeOnly(item(place))),
      total: order.priceMinor,
      currency: order.currency,
      reason,
      requestId: reason === 'refunded' ? requestId : null,
      version: order.version,
    },
  };
};

const placeOnly = ({ ticketId: _, ...place }: OrderItem) => place;
const withoutPrice = <Item extends { label: string; price: number }>({ label: _label, price: _price, ...item }: Item) =>
  item;

/** Returns the events that a stored order implies. One that has a payment was complete, even if it was cancelled later. */
export function eventsOf(order: Order): PublishedOrderEvent[] {
  const { status, paymentId, cancelReason, reductions } = order;
  const completedAt = completedVersionOf(order);
  return [
    ...orderCreated(asOfVersion(order, 0)),
    ...(paymentId === null ? [] : orderCompleted(asOfVersion(order, completedAt), paymentId)),
    ...reductions.map((reduction) => orderReduced(asOfVersion(order, reduction.version), reduction)),
    ...(status === 'cancelled' ? orderCancelled(order, cancelReason ?? 'unknown') : []),
  ];
}

/** The version that belongs to no other event: 0 is the creation, and a cancellation is the last. */
function completedVersionOf({ version, status, reductions }: Order): number {
  const last = status === 'cancelled' ? version - 1 : version;
  const reduced = new Set(reductions.map((reduction) => reduction.version));
  for (let each = 1; each <= last; each += 1) if (!reduced.has(each)) return each;
  return 1;
}
