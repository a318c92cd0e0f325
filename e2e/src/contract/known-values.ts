import { randomUUID } from 'node:crypto';
import { createKafka, openPlainProducer } from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import { openSale, publishPerformance } from '../performance.ts';
import type { Person } from '../person.ts';
import { listTicket, reserve, until } from '../purchase.ts';
import type { System } from '../system.ts';

/** Listings that generated requests may read, change and reserve. @returns their ids */
export async function prepareListings(seller: Person): Promise<string[]> {
  const listed = await Promise.all(Array.from({ length: 8 }, () => listTicket(seller)));
  return listed.map(({ id }) => id);
}

export interface KnownOrders {
  orderIds: string[];
  paymentIds: string[];
}

/** One order that is paid, one that is cancelled and one that is open. */
export async function prepareOrders(buyer: Person, seller: Person): Promise<KnownOrders> {
  const [paid, cancelled, open] = await Promise.all([listTicket(seller), listTicket(seller), listTicket(seller)]);
  // One at a time: whoever has not confirmed an address may hold one unpaid ticket.
  const first = await reserve(buyer, paid.id);
  const payment = { orderId: first.id, token: 'tok_visa' };
  const { id: paymentId } = await buyer.expect<{ id: string }>(201, 'POST', '/api/payments', payment);
  await until(
    () => buyer.expect<{ status: string }>(200, 'GET', `/api/orders/${first.id}`),
    ({ status }) => status === 'complete',
  );
  const second = await reserve(buyer, cancelled.id);
  await buyer.expect(204, 'DELETE', `/api/orders/${second.id}`);
  const third = await reserve(buyer, open.id);
  return { orderIds: [first.id, second.id, third.id], paymentIds: [paymentId] };
}

export interface KnownCatalog {
  organiserId: string;
  venueId: string;
  /** A published one and a draft. */
  performanceIds: string[];
  crewId: string;
}

/** An organiser with a venue, two performances, and somebody in its crew. */
export async function prepareCatalog(owner: Person): Promise<KnownCatalog> {
  const { id: publishedId } = await publishPerformance(owner);
  const path = `/api/performances/${publishedId}`;
  const { organiserId, venue } = await owner.expect<{ organiserId: string; venue: { id: string } }>(200, 'GET', path);
  const draft = { organiserId, venueId: venue.id, title: 'Draft', startsAt: new Date(Date.now() + 86_400_000) };
  const { id: draftId } = await owner.expect<{ id: string }>(201, 'POST', '/api/performances', draft);
  const member = { staffNumber: '4711', qualifications: [{ name: 'class-482' }] };
  const crewPath = `/api/organisers/${organiserId}/crew`;
  const { id: crewId } = await owner.expect<{ id: string }>(201, 'POST', crewPath, member);
  return { organiserId, venueId: venue.id, performanceIds: [publishedId, draftId], crewId };
}

/** A booking of two places. @returns its id, which is its saga's, and that of the performance */
export async function prepareBooking(buyer: Person, organiser: Person) {
  const performanceId = await openSale(organiser);
  const wish = { performanceId, bestAvailable: { quantity: 2 } };
  const { status, body } = await buyer.request<{ id: string }>('POST', '/api/bookings', wish);
  // 202 while the places are still being reserved.
  if (status !== 201 && status !== 202) throw new Error(`the booking answered ${status}: ${JSON.stringify(body)}`);
  return { performanceId, bookingId: body.id };
}

/** Dead letters: bytes that no schema describes. @returns their ids */
export async function prepareLetters({ addresses }: System, operator: Person): Promise<string[]> {
  const kafka = createKafka({ clientId: 'contract', brokers: addresses.brokers, log: silentLogger() });
  const producer = await openPlainProducer(kafka);
  try {
    const value = Buffer.from('not Avro');
    await producer.send('orders.order.created.v1', [{ key: Buffer.from(randomUUID()), value, headers: {} }]);
  } finally {
    await producer.close();
  }
  const letters = await until(
    () => operator.expect<{ id: string }[]>(200, 'GET', '/api/ops/letters'),
    (found) => found.length > 0,
    60_000,
  );
  return letters.map(({ id }) => id);
}
