import { type CommandFields, defineSaga, type SagaDefinition, type SagaReply } from '@ticketing/common/saga';

/** What a party asks for; as the command to orders has it. */
export interface Wish {
  seatIds: readonly string[];
  bestAvailable: {
    quantity: number;
    categoryId: string | null;
    sectionId: string | null;
    /** Per seat, minor units. */
    maxPrice: number | null;
    needsAccessible: boolean;
  } | null;
  standing: { sectionId: string; quantity: number } | null;
}

/** A place that is reserved for a person of the party. */
export interface BookedPlace {
  /** Null for a standing place. */
  seatId: string | null;
  sectionId: string;
  label: string;
  /** Minor units. */
  price: number;
}

/** The order that holds the places. Times are milliseconds since the epoch. */
export interface BookedOrder {
  id: string;
  title: string;
  startsAt: number;
  /** IANA zone of the performance's place. */
  timeZone: string;
  /** End of the reservation. */
  expiresAt: number;
  /** Minor units. */
  total: number;
  currency: string;
  places: readonly BookedPlace[];
}

/** The data of the saga: ids, no names. Its history keeps every version of it. */
export interface Journey {
  userId: string;
  /** Keyed hash of the buyer's network address. */
  subscriber: string;
  isBuyerVerified: boolean;
  performanceId: string;
  wish: Wish;
  order: BookedOrder | null;
  /** One per place; empty until they are issued. */
  ticketNumbers: readonly string[];
}

interface OrdersReply extends SagaReply {
  order: BookedOrder | null;
}
interface CatalogReply extends SagaReply {
  ticketNumbers: readonly string[];
}

export const bookJourneyName = 'book-journey';
/** People take their time to pay: the answer comes when the order ends. Milliseconds. */
const paymentTimeoutMs = 5 * 60_000;

const ofOrders = { replyTopics: ['orders.booking.answered.v1'] };
const ofCatalog = { replyTopics: ['catalog.booking.answered.v1'] };
const nothing = (): CommandFields => ({});

const orderOf = ({ order }: Journey): BookedOrder => {
  if (!order) throw new Error('the seats have not been reserved');
  return order;
};

/**
 * Books places of a performance or departure for a party: seats → manifest → payment → issue. A version that was released
 * never changes; a new one gets the next number, beside this one.
 * @param timeoutMs how long a participant may take to answer
 */
export const bookJourney = (timeoutMs: number): SagaDefinition<Journey> =>
  defineSaga<Journey>({
    name: bookJourneyName,
    version: 1,
    keysOf: ({ userId, performanceId, order }) => [userId, performanceId, ...(order ? [order.id] : [])],
    steps: [
      {
        name: 'seats',
        commandTopic: 'bookings.seats.requested.v1',
        ...ofOrders,
        timeoutMs,
        retry: { attempts: 2 },
        commandOf: ({ userId, subscriber, isBuyerVerified, performanceId, wish }) => ({
          ...{ userId, subscriber, isBuyerVerified, performanceId },
          ...wish,
        }),
        apply: (journey, { order }: OrdersReply) => ({ ...journey, order }),
        // Cancels the order whatever its state: what was paid meanwhile is refunded.
        compensation: { commandTopic: 'bookings.release.requested.v1', ...ofOrders, timeoutMs, commandOf: nothing },
      },
      {
        name: 'manifest',
        commandTopic: 'bookings.entry.requested.v1',
        ...ofCatalog,
        timeoutMs,
        retry: { attempts: 2 },
        commandOf: (journey) => {
          const { id: orderId, places } = orderOf(journey);
          const { userId, performanceId } = journey;
          return { orderId, userId, performanceId, places: places.map(({ price: _price, ...place }) => place) };
        },
        compensation: { commandTopic: 'bookings.withdrawal.requested.v1', ...ofCatalog, timeoutMs, commandOf: nothing },
      },
      {
        // A question: how did the order end? It ends by itself when its reservation does, so the answer always comes.
        name: 'payment',
        commandTopic: 'bookings.payment.requested.v1',
        ...ofOrders,
        timeoutMs: paymentTimeoutMs,
        isPivot: true,
        hasNoEffect: true,
        retry: { attempts: 'unlimited' },
        commandOf: (journey) => ({ orderId: orderOf(journey).id }),
      },
      {
        name: 'issue',
        commandTopic: 'bookings.issue.requested.v1',
        ...ofCatalog,
        timeoutMs,
        retry: { attempts: 'unlimited' },
        commandOf: nothing,
        apply: (journey, { ticketNumbers }: CatalogReply) => ({ ...journey, ticketNumbers }),
      },
    ],
  });
