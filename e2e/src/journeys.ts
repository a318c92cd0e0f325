import type { Random } from '@ticketing/common/random';
import { insist, type Patience } from './insist.ts';
import type { Answer, OrderBody, Person, TicketBody } from './person.ts';

/** How a purchase ended for its buyer; what the system made of it, the checker sees. */
export interface PurchaseResult {
  orderId: string;
  /** Of the last answer to a payment; null when none was tried or answered. */
  paymentStatus: number | null;
}

export interface Market {
  sellers: readonly Person[];
  buyers: readonly Person[];
  random: Random;
  patience: Patience;
  /** Tickets that were listed a while ago, so that orders knows them even while nothing gets through. Taken and put back. */
  shelf: TicketBody[];
  /** Makes somebody new. */
  signUp(): Promise<Person>;
}

export type Journey = (market: Market) => Promise<PurchaseResult | null>;

const visa = 'tok_visa';
const declined = 'tok_chargeDeclined';

const list = async ({ sellers, random, patience }: Market): Promise<TicketBody | null> => {
  const body = { title: `Seat ${random.between(1, 400)}`, price: random.between(500, 20_000) / 100 };
  const answer = await insist<TicketBody>(random.pick(sellers), 'POST', '/api/tickets', body, patience);
  return answer?.status === 201 ? answer.body : null;
};

const reserve = async ({ patience }: Market, buyer: Person, ticket: TicketBody): Promise<OrderBody | null> => {
  const answer = await insist<OrderBody>(buyer, 'POST', '/api/orders', { ticketId: ticket.id }, patience);
  // While a relay is away, the ticket may not have arrived in time; that is an answer, too.
  return answer?.status === 201 ? answer.body : null;
};

const pay = ({ patience }: Market, buyer: Person, order: OrderBody, token: string): Promise<Answer | null> =>
  insist(buyer, 'POST', '/api/payments', { orderId: order.id, token }, patience);

/** A buyer takes a ticket that a seller has listed, and does with the order what this one does. */
const withOrder =
  (then: (market: Market, buyer: Person, order: OrderBody) => Promise<Answer | null>): Journey =>
  async (market) => {
    const listed = await list(market);
    if (listed) market.shelf.push(listed);
    const ticket = market.shelf.shift();
    if (!ticket) return null;
    const buyer = market.random.pick(market.buyers);
    const order = await reserve(market, buyer, ticket);
    if (!order) {
      market.shelf.push(ticket);
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
  /** A double click: two requests that know nothing of each other. */
  payTwice: withOrder(async (market, buyer, order) => {
    const answers = await Promise.all([pay(market, buyer, order, visa), pay(market, buyer, order, visa)]);
    return answers.find((answer) => answer?.status === 201) ?? answers[0] ?? null;
  }),
  cancel: withOrder(async ({ patience }, buyer, order) => {
    await insist(buyer, 'DELETE', `/api/orders/${order.id}`, undefined, patience);
    return null;
  }),
  /** Pays and cancels at once: whichever comes first, the money follows the order. */
  cancelWhilePaying: withOrder(async (market, buyer, order) => {
    const [payment] = await Promise.all([
      pay(market, buyer, order, visa),
      insist(buyer, 'DELETE', `/api/orders/${order.id}`, undefined, market.patience),
    ]);
    return payment;
  }),
  letExpire: withOrder(async () => null),

  /** Two buyers want the same ticket at the same moment. */
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
    const ticket = await insist<TicketBody>(seller, 'POST', '/api/tickets', { title: 'A seat', price: 12.5 }, patience);
    if (ticket?.status !== 201) return null;
    for (const row of [1, 2, 3]) {
      const body = { title: `A seat in row ${row}`, price: random.between(500, 20_000) / 100 };
      await insist(seller, 'PUT', `/api/tickets/${ticket.body.id}`, body, patience);
    }
    return null;
  },

  /** Somebody signs up and out: every service has to learn of it. */
  async comeAndGo({ signUp, patience }) {
    const person = await signUp().catch(() => null);
    if (person) await insist(person, 'POST', '/api/users/signout', undefined, patience);
    return null;
  },
} as const satisfies Record<string, Journey>;

export type JourneyName = keyof typeof journeys;

/** How often each is taken among the others. */
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
