import type { Random } from '@ticketing/common/random';
import type { Answer, OrderBody, Person, TicketBody } from './person.ts';
import { type RetryOptions, retryRequest } from './retry-request.ts';

/** The outcome of a purchase as its buyer saw it. The checker compares it with the system's state. */
export interface PurchaseResult {
  orderId: string;
  /** Status of the last response to a payment; null without a payment or response. */
  paymentStatus: number | null;
}

export interface Market {
  sellers: readonly Person[];
  buyers: readonly Person[];
  random: Random;
  patience: RetryOptions;
  /** Tickets that have already arrived in orders, so that they can be reserved during an outage. Removed and returned. */
  inventory: TicketBody[];
  /** Signs up a new user. */
  signUp(): Promise<Person>;
}

export type Journey = (market: Market) => Promise<PurchaseResult | null>;

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

const pay = ({ patience }: Market, buyer: Person, order: OrderBody, token: string): Promise<Answer | null> =>
  retryRequest(buyer, 'POST', '/api/payments', { orderId: order.id, token }, patience);

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
  edit: 1,
  comeAndGo: 1,
};
const deck = (Object.keys(weights) as JourneyName[]).flatMap((name) => Array<JourneyName>(weights[name]).fill(name));

export const anyJourney = (random: Random): Journey => journeys[random.pick(deck)];
