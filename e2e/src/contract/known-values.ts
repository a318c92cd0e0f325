import { randomUUID } from 'node:crypto';
import { createKafka, openPlainProducer } from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
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
  /** A draft and a published one. */
  performanceIds: string[];
}

/** An organiser with a venue, a draft and a published performance. */
export async function prepareCatalog(owner: Person): Promise<KnownCatalog> {
  const create = <T extends object>(path: string, body: object) =>
    owner.expect<T & { id: string }>(201, 'POST', path, body);
  const { id: organiserId } = await create('/api/organisers', { name: 'Contract' });
  const rows = [{ label: 'A', categoryId: 'a', seats: { from: 1, to: 4 } }];
  const seatMap = { sections: [{ id: 'stalls', name: 'Stalls', rows }] };
  const { id: venueId } = await create('/api/venues', { organiserId, name: 'Hall', placeId: 'berlin-de', seatMap });
  const performance = {
    ...{ organiserId, venueId, title: 'Performance', startsAt: new Date(Date.now() + 7 * 24 * 3_600_000) },
    categories: [{ id: 'a', name: 'Seats', price: 20 }],
  };
  const [draft, published] = await Promise.all([
    create('/api/performances', performance),
    create('/api/performances', performance),
  ]);
  await owner.expect(200, 'POST', `/api/performances/${published.id}/publication`);
  return { organiserId, venueId, performanceIds: [draft.id, published.id] };
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
