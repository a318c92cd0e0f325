import { pause } from '@ticketing/common/backoff';
import type { Random } from '@ticketing/common/random';
import type { PartyBody } from './performance.ts';
import type { Answer, BookedOrder, BookingBody, OrderBody, Person, TicketBody } from './person.ts';
import { type RetryOptions, retryRequest } from './retry-request.ts';

/** The outcome of a purchase as its buyer saw it. The checker compares it with the system's state. */
export interface PurchaseResult {
  orderId: string;
  /** Status of the last response to a payment; null without a payment or response. */
  paymentStatus: number | null;
}

/** A performance whose stalls have these rows and seats. */
export interface PerformanceOnSale {
  id: string;
  rows: readonly string[];
  /** Per row. */
  seats: number;
  /** Who may refund. */
  organiser: Person;
}

export interface Market {
  sellers: readonly Person[];
  buyers: readonly Person[];
  random: Random;
  patience: RetryOptions;
  /** Tickets that have already arrived in orders, so that they can be reserved during an outage. Removed and returned. */
  inventory: TicketBody[];
  /** A performance with many seats in the rows `A` …, where parties are booked; null for none. */
  performance: PerformanceOnSale | null;
  /** Signs up a new user. */
  signUp(): Promise<Person>;
}

export type Journey = (market: Market) => Promise<PurchaseResult | null>;

/** How often a client reads a booking that is still reserving. Milliseconds. */
const bookingPollMs = 500;
const visa = 'tok_visa';
const declined = 'tok_chargeDeclined';

const list = async ({ sellers, random, patience }: Market): Promise<TicketBody | null> => {
  const body = { title: `Seat ${random.between(1, 400)}`, price: random.between(500, 20_000) / 100 };
  const answer = await retryRequest<TicketBody>(random.pick(sellers), 'POST', '/api/tickets', body, patience);
  return answer?.status === 201 ? answer.body : null;
};

const reserve = async ({ patience }: Market, buyer: Person, ticket: TicketBody): Promise<OrderBody | null> => {
  const answer = await retryRequest<OrderBody>(buyer, 'POST', '/api/orders', { ticketId: ticket.id }, patience);
  // While a relay is unavailable, the ticket may not have arrived in time; that is also a response.
  return answer?.status === 201 ? answer.body : null;
};

const pay = (
  { patience }: Market,
  buyer: Person,
  order: Pick<OrderBody, 'id'>,
  token: string,
): Promise<Answer | null> => retryRequest(buyer, 'POST', '/api/payments', { orderId: order.id, token }, patience);

/** A buyer reserves a listed ticket and runs `act` with the order. */
const withOrder =
  (then: (market: Market, buyer: Person, order: OrderBody) => Promise<Answer | null>): Journey =>
  async (market) => {
    const listed = await list(market);
    if (listed) market.inventory.push(listed);
    const ticket = market.inventory.shift();
    if (!ticket) return null;
    const buyer = market.random.pick(market.buyers);
    const order = await reserve(market, buyer, ticket);
    if (!order) {
      market.inventory.push(ticket);
      return null;
    }
    return { orderId: order.id, paymentStatus: (await then(market, buyer, order))?.status ?? null };
  };

/** A buyer reserves three seats by an order of their own, and runs `act` with it. */
const withParty =
  (
    then: (market: Market, buyer: Person, order: PartyBody, onSale: PerformanceOnSale) => Promise<Answer | null>,
  ): Journey =>
  async (market) => {
    const { performance: onSale, random, buyers, patience } = market;
    if (!onSale) return null;
    const buyer = random.pick(buyers);
    const wish = { performanceId: onSale.id, bestAvailable: { quantity: 3 } };
    const answer = await retryRequest<PartyBody>(buyer, 'POST', '/api/orders', wish, patience);
    if (answer?.status !== 201) return null;
    const paymentStatus = (await then(market, buyer, answer.body, onSale))?.status ?? null;
    return { orderId: answer.body.id, paymentStatus };
  };

const firstSeatOf = ({ items }: PartyBody): string[] => items.slice(0, 1).flatMap(({ seatId }) => seatId ?? []);

const release = ({ patience }: Market, buyer: Person, order: PartyBody): Promise<Answer | null> =>
  retryRequest(buyer, 'POST', `/api/orders/${order.id}/release`, { seats: firstSeatOf(order) }, patience);

/** What is refunded may be refused: an order that is not complete yet has nothing to refund. */
const refund = ({ patience }: Market, { id, organiser }: PerformanceOnSale, order: PartyBody, what: object) =>
  retryRequest(
    organiser,
    'POST',
    `/api/performances/${id}/refunds`,
    { orderId: order.id, reason: 'A broken seat', ...what },
    patience,
  );

/** Books a party, and waits as a client does until its places are reserved. @returns null when it is refused */
async function book({ patience }: Market, buyer: Person, wish: object): Promise<BookingBody | null> {
  const answer = await retryRequest<BookingBody>(buyer, 'POST', '/api/bookings', wish, patience);
  if (answer?.status === 201) return answer.body;
  if (answer?.status !== 202) return null;
  const path = `/api/bookings/${answer.body.id}`;
  for (let booking = answer.body; ; ) {
    if (booking.status === 'awaiting_payment') return booking;
    if (booking.status !== 'reserving') return null;
    await pause(bookingPollMs, patience.signal);
    const read = await retryRequest<BookingBody>(buyer, 'GET', path, undefined, patience);
    if (!read) return null;
    booking = read.body;
  }
}

/** A buyer books a party of one to four, and runs `act` with the booking. */
const withBooking =
  (
    then: (market: Market, buyer: Person, booking: BookingBody, order: BookedOrder) => Promise<Answer | null>,
  ): Journey =>
  async (market) => {
    const { performance, random, buyers } = market;
    if (!performance) return null;
    const buyer = random.pick(buyers);
    const wish = { performanceId: performance.id, bestAvailable: { quantity: random.between(1, 4) } };
    const booking = await book(market, buyer, wish);
    if (!booking?.order) return null;
    const paymentStatus = (await then(market, buyer, booking, booking.order))?.status ?? null;
    return { orderId: booking.order.id, paymentStatus };
  };

const cancelBooking = ({ patience }: Market, buyer: Person, booking: BookingBody): Promise<Answer | null> =>
  retryRequest(buyer, 'DELETE', `/api/bookings/${booking.id}`, undefined, patience);

export const journeys = {
  pay: withOrder((market, buyer, order) => pay(market, buyer, order, visa)),
  payDeclined: withOrder((market, buyer, order) => pay(market, buyer, order, declined)),
  payAfterDecline: withOrder(async (market, buyer, order) => {
    await pay(market, buyer, order, declined);
    return pay(market, buyer, order, visa);
  }),
  /** A double click: two independent requests. */
  payTwice: withOrder(async (market, buyer, order) => {
    const answers = await Promise.all([pay(market, buyer, order, visa), pay(market, buyer, order, visa)]);
    return answers.find((answer) => answer?.status === 201) ?? answers[0] ?? null;
  }),
  cancel: withOrder(async ({ patience }, buyer, order) => {
    await retryRequest(buyer, 'DELETE', `/api/orders/${order.id}`, undefined, patience);
    return null;
  }),
  /** Pays and cancels concurrently: in either order, the money matches the order's outcome. */
  cancelWhilePaying: withOrder(async (market, buyer, order) => {
    const [payment] = await Promise.all([
      pay(market, buyer, order, visa),
      retryRequest(buyer, 'DELETE', `/api/orders/${order.id}`, undefined, market.patience),
    ]);
    return payment;
  }),
  letExpire: withOrder(async () => null),

  /** Two buyers reserve the same ticket concurrently. */
  async compete(market) {
    const ticket = await list(market);
    if (!ticket) return null;
    const [one, other] = market.random.shuffle(market.buyers);
    if (!one || !other) return null;
    const orders = await Promise.all([one, other].map((buyer) => reserve(market, buyer, ticket)));
    const won = orders[0] ?? orders[1];
    return won ? { orderId: won.id, paymentStatus: null } : null;
  },

  book: withBooking((market, buyer, _booking, order) => pay(market, buyer, order, visa)),
  bookAndCancel: withBooking(async (market, buyer, booking) => {
    await cancelBooking(market, buyer, booking);
    return null;
  }),
  /** Pays and cancels concurrently: the party has tickets, or its money back. */
  bookAndCancelWhilePaying: withBooking(async (market, buyer, booking, order) => {
    const [payment] = await Promise.all([pay(market, buyer, order, visa), cancelBooking(market, buyer, booking)]);
    return payment;
  }),
  bookAndLetExpire: withBooking(async () => null),

  releasePartAndPay: withParty(async (market, buyer, order) => {
    await release(market, buyer, order);
    return pay(market, buyer, order, visa);
  }),
  /** Pays and gives a seat back concurrently: whoever comes first, what was charged above the new total comes back. */
  releasePartWhilePaying: withParty(async (market, buyer, order) => {
    const [payment] = await Promise.all([pay(market, buyer, order, visa), release(market, buyer, order)]);
    return payment;
  }),
  /** The organiser refunds a seat, twice by mistake, and then the rest. */
  refundParts: withParty(async (market, buyer, order, onSale) => {
    const payment = await pay(market, buyer, order, visa);
    const seats = firstSeatOf(order);
    await Promise.all([refund(market, onSale, order, { seats }), refund(market, onSale, order, { seats })]);
    if (market.random.between(0, 1) === 1) await refund(market, onSale, order, { whole: true });
    return payment;
  }),

  /** Two parties want overlapping seats, one by a booking and one by an order; each lets them go again. */
  async competeForSeats(market) {
    const { performance, random, buyers, patience } = market;
    const [one, other] = random.shuffle(buyers);
    if (!performance || !one || !other) return null;
    const row = random.pick(performance.rows);
    const first = random.between(1, performance.seats - 3);
    const seats = (from: number) => [from, from + 1].map((number) => `stalls:${row}:${number}`);
    const { id: performanceId } = performance;
    const [booking, order] = await Promise.all([
      book(market, one, { performanceId, seats: seats(first) }),
      retryRequest<OrderBody>(other, 'POST', '/api/orders', { performanceId, seats: seats(first + 1) }, patience),
    ]);
    if (booking) await cancelBooking(market, one, booking);
    if (order?.status === 201) await retryRequest(other, 'DELETE', `/api/orders/${order.body.id}`, undefined, patience);
    return null;
  },

  async edit(market) {
    const { random, sellers, patience } = market;
    const seller = random.pick(sellers);
    const ticket = await retryRequest<TicketBody>(
      seller,
      'POST',
      '/api/tickets',
      { title: 'A seat', price: 12.5 },
      patience,
    );
    if (ticket?.status !== 201) return null;
    for (const row of [1, 2, 3]) {
      const body = { title: `A seat in row ${row}`, price: random.between(500, 20_000) / 100 };
      await retryRequest(seller, 'PUT', `/api/tickets/${ticket.body.id}`, body, patience);
    }
    return null;
  },

  /** A user signs up and out: every service must revoke the session. */
  async comeAndGo({ signUp, patience }) {
    const person = await signUp().catch(() => null);
    if (person) await retryRequest(person, 'POST', '/api/users/signout', undefined, patience);
    return null;
  },
} as const satisfies Record<string, Journey>;

export type JourneyName = keyof typeof journeys;

/** Relative frequencies. */
const weights: Record<JourneyName, number> = {
  pay: 6,
  payDeclined: 1,
  payAfterDecline: 2,
  payTwice: 2,
  cancel: 2,
  cancelWhilePaying: 1,
  letExpire: 2,
  compete: 2,
  book: 3,
  bookAndCancel: 1,
  bookAndCancelWhilePaying: 1,
  bookAndLetExpire: 1,
  releasePartAndPay: 1,
  releasePartWhilePaying: 1,
  refundParts: 1,
  competeForSeats: 1,
  edit: 1,
  comeAndGo: 1,
};
const deck = (Object.keys(weights) as JourneyName[]).flatMap((name) => Array<JourneyName>(weights[name]).fill(name));

export const anyJourney = (random: Random): Journey => journeys[random.pick(deck)];
