import { moveExpiry } from '@ticketing/local/expiry';
import type { OrderBody, Person, TicketBody } from '../../person.ts';
import { signUp } from '../../person.ts';
import { reserve, until } from '../../purchase.ts';
import type { System } from '../../system.ts';

/** Long enough to look at a page in every way. */
const longSeconds = 14 * 60 + 30;

/** A listing as a careful seller fills it in. */
const listing = {
  title: 'Northern Chamber Orchestra · Row F, seat 12',
  price: 48,
  category: 'concert',
  description: 'Centre stalls, a clear view of the soloists. Programme included.',
  venue: 'Foundry Hall',
  city: 'Port Aster',
  startsAt: '2027-05-14T19:30:00Z',
};

export const listedBy = (seller: Person, change: Partial<typeof listing> = {}): Promise<TicketBody> =>
  seller.expect<TicketBody>(201, 'POST', '/api/tickets', { ...listing, ...change });

/** A seller and their new listing. */
export async function givenListing(
  { storeUrl }: System,
  change?: Partial<typeof listing>,
): Promise<{ seller: Person; ticket: TicketBody }> {
  const seller = await signUp(storeUrl);
  return { seller, ticket: await listedBy(seller, change) };
}

export interface Held {
  seller: Person;
  buyer: Person;
  ticket: TicketBody;
  order: OrderBody;
}

/** A listing that a buyer has reserved. @param endsInSeconds when the reservation ends; by itself when null */
export async function givenHold(system: System, endsInSeconds: number | null = longSeconds): Promise<Held> {
  const [{ seller, ticket }, buyer] = await Promise.all([givenListing(system), signUp(system.storeUrl)]);
  const order = await reserve(buyer, ticket.id);
  if (endsInSeconds !== null) await moveExpiry(system.addresses.databases.orders, order.id, endsInSeconds);
  return { seller, buyer, ticket, order };
}

export const ticketBecomes = (person: Person, ticketId: string, status: string): Promise<TicketBody> =>
  until(
    () => person.expect<TicketBody>(200, 'GET', `/api/tickets/${ticketId}`),
    (ticket) => ticket.status === status,
    20_000,
  );

export const orderBecomes = (
  buyer: Person,
  orderId: string,
  isSo: (order: OrderBody) => boolean,
  withinMs = 20_000,
): Promise<OrderBody> => until(() => buyer.expect<OrderBody>(200, 'GET', `/api/orders/${orderId}`), isSo, withinMs);

/** A ticket that its buyer has paid for. */
export async function givenPurchase(system: System): Promise<Held> {
  const held = await givenHold(system, null);
  const { buyer, order, ticket } = held;
  await buyer.expect(201, 'POST', '/api/payments', { orderId: order.id, token: 'tok_visa' });
  await orderBecomes(buyer, order.id, ({ status }) => status === 'complete');
  await ticketBecomes(buyer, ticket.id, 'sold');
  return held;
}

/** A reservation that nobody paid in time. */
export async function givenExpired(system: System): Promise<Held> {
  const held = await givenHold(system, -1);
  await orderBecomes(held.buyer, held.order.id, ({ status }) => status === 'cancelled');
  return held;
}

/** A payment that the bank took so long over that the reservation had ended: the money goes back. */
export async function givenRefund(system: System): Promise<Held> {
  const held = await givenHold(system, null);
  const { buyer, order } = held;
  await buyer.expect(202, 'POST', '/api/payments', { orderId: order.id, token: 'tok_sandbox_processing_5s' });
  // Past the grace, too, that an open attempt gives; in the end it has ended when it was due.
  await moveExpiry(system.addresses.databases.orders, order.id, -3_600);
  await orderBecomes(buyer, order.id, ({ status }) => status === 'cancelled');
  await moveExpiry(system.addresses.databases.orders, order.id, 0);
  await orderBecomes(buyer, order.id, ({ refund }) => refund?.status === 'refunded', 40_000);
  return held;
}

/** Gives a ticket back, so that no reservation stays open behind a scene. */
export const release = ({ buyer, order }: Held): Promise<void> =>
  buyer.expect<null>(204, 'DELETE', `/api/orders/${order.id}`).then(() => undefined);
