import { moveExpiry } from '@ticketing/local/expiry';
import type { OrderBody, Person, TicketBody } from '../../person.ts';
import { signUp } from '../../person.ts';
import { reserve, until } from '../../purchase.ts';
import type { System } from '../../system.ts';

/** Long enough to check a page in every look. */
const longSeconds = 14 * 60 + 30;

/** A listing with all fields filled in. */
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

/** A listing that a buyer has reserved. @param expiresInSeconds when the reservation expires; the service's default when null */
export async function givenHold(system: System, expiresInSeconds: number | null = longSeconds): Promise<Held> {
  const [{ seller, ticket }, buyer] = await Promise.all([givenListing(system), signUp(system.storeUrl)]);
  const order = await reserve(buyer, ticket.id);
  if (expiresInSeconds !== null) await moveExpiry(system.addresses.databases.orders, order.id, expiresInSeconds);
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

/** A payment that succeeded after the reservation had expired, and is refunded. */
export async function givenRefund(system: System): Promise<Held> {
  const held = await givenHold(system, null);
  const { buyer, order } = held;
  await buyer.expect(202, 'POST', '/api/payments', { orderId: order.id, token: 'tok_sandbox_processing_5s' });
  // Beyond the grace of an open attempt, too. Finally, a realistic expiry for display.
  await moveExpiry(system.addresses.databases.orders, order.id, -3_600);
  await orderBecomes(buyer, order.id, ({ status }) => status === 'cancelled');
  await moveExpiry(system.addresses.databases.orders, order.id, 0);
  await orderBecomes(buyer, order.id, ({ refund }) => refund?.status === 'refunded', 40_000);
  return held;
}

/** Releases a ticket, so that a scene leaves no open reservation. */
export const release = ({ buyer, order }: Held): Promise<void> =>
  buyer.expect<null>(204, 'DELETE', `/api/orders/${order.id}`).then(() => undefined);
