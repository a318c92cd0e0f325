import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { askRegistry } from '@ticketing/common/kafka';
import { sagaIdOf } from '@ticketing/common/saga';
import { schemaByTopic, type Topic, topicNames, topics } from '@ticketing/contracts';
import { readEndpoints } from '@ticketing/local/endpoints';
import avsc from 'avsc';
import { withBroker } from '../../src/checker/observe/read-broker.ts';
import { readTopics, type TopicMessage } from '../../src/checker/observe/read-topics.ts';
import { loadConfig } from '../../src/config.ts';
import { openSale, type PartyBody, publishPerformance } from '../../src/performance.ts';
import { type Person, signUp } from '../../src/person.ts';
import { listTicket, readOrder, readTicket, reserve, until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

/** The topics of a purchase; reports are about replays, which the dead-letter tests cover. */
const businessTopics = topicNames.filter((topic) => topics[topic].owner !== 'ops');

const { storeUrl, addresses } = runningSystem();
const { home, ttlSeconds } = loadConfig();
const traceId = randomBytes(16).toString('hex');
const traced = { traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` };

type Message = TopicMessage & { topic: Topic; event: Record<string, unknown> };

const readRegistry = async <T>(path: string): Promise<T> =>
  (await (await askRegistry(addresses.registry, path)).json()) as T;

/** Decodes like any Confluent client, which knows only the registry's address and perhaps a schema of its own. */
async function decodePlainly(value: Buffer, readerSchema?: object): Promise<Record<string, unknown>> {
  const { schema } = await readRegistry<{ schema: string }>(`/schemas/ids/${value.readUInt32BE(1)}`);
  const writer = avsc.Type.forSchema(JSON.parse(schema));
  const reader = readerSchema ? avsc.Type.forSchema(readerSchema as avsc.Schema) : writer;
  return reader.fromBuffer(value.subarray(5), reader.createResolver(writer));
}

let people: Person[];
/** The messages of this test; those of other tests are on the topics too. */
let messages: Message[];
let paid: { ticketId: string; orderId: string };

const sidOf = ({ cookie }: Person): string => {
  const { jwt } = JSON.parse(Buffer.from(decodeURIComponent(cookie.slice('session='.length)), 'base64').toString());
  return JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url').toString()).sid;
};
const post = async (person: Person, status: number, path: string, body: unknown, headers = {}) => {
  const answer = await person.request<{ id: string }>('POST', path, body, headers);
  if (answer.status !== status) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const orderIs = (buyer: Person, orderId: string, status: string, timeoutMs?: number) =>
  until(
    () => readOrder(buyer, orderId),
    (order) => order.status === status,
    timeoutMs,
  );

/** A purchase with a declined card, then a valid one; all requests of the buyer are in one trace. */
async function purchase(seller: Person, buyer: Person) {
  const ticket = await listTicket(seller);
  const order = await post(buyer, 201, '/api/orders', { ticketId: ticket.id }, traced);
  await post(buyer, 400, '/api/payments', { orderId: order.id, token: 'tok_chargeDeclined' }, traced);
  await post(buyer, 201, '/api/payments', { orderId: order.id, token: 'tok_visa' }, traced);
  await orderIs(buyer, order.id, 'complete');
  await until(
    () => readTicket(buyer, ticket.id),
    ({ status }) => status === 'sold',
  );
  return { ticketId: ticket.id, orderId: order.id };
}

/** Cancelled by the buyer while the payment is pending, so that it is refunded. */
async function cancelledAndRefunded(seller: Person, buyer: Person) {
  const order = await reserve(buyer, (await listTicket(seller)).id);
  await post(buyer, 202, '/api/payments', { orderId: order.id, token: 'tok_sandbox_processing_2s' });
  await buyer.expect(204, 'DELETE', `/api/orders/${order.id}`);
  await until(
    () => readOrder(buyer, order.id),
    ({ refund }) => refund?.status === 'refunded',
    40_000,
  );
  return order.id;
}

/** A performance that is put on sale and closed. @returns its id */
async function saleOfSeats(organiser: Person) {
  const { id } = await publishPerformance(organiser);
  await organiser.expect(200, 'POST', `/api/performances/${id}/closing`);
  return id;
}

interface Booking {
  id: string;
  status: string;
  order: { id: string };
}

/** A booking that is paid, and one that is cancelled before. @returns their ids, which are their sagas' */
async function bookings(organiser: Person, buyer: Person) {
  const performanceId = await openSale(organiser);
  const book = () =>
    buyer.expect<Booking>(201, 'POST', '/api/bookings', { performanceId, bestAvailable: { quantity: 1 } });
  const bookingIs = (id: string, status: string) =>
    until(
      () => buyer.expect<Booking>(200, 'GET', `/api/bookings/${id}`),
      (booking) => booking.status === status,
    );
  const kept = await book();
  await post(buyer, 201, '/api/payments', { orderId: kept.order.id, token: 'tok_visa' });
  await bookingIs(kept.id, 'complete');
  const left = await book();
  await buyer.expect(204, 'DELETE', `/api/bookings/${left.id}`);
  await bookingIs(left.id, 'cancelled');
  return [kept.id, left.id];
}

/** A party that gives back a place, pays, and gets one refunded; then all is cancelled. @returns the ids of order and saga */
async function partsAndCancellation(organiser: Person, buyer: Person) {
  const performanceId = await openSale(organiser);
  const { id, items } = await buyer.expect<PartyBody>(201, 'POST', '/api/orders', {
    performanceId,
    bestAvailable: { quantity: 3 },
  });
  const [given, refunded] = items.map(({ seatId }) => seatId);
  await buyer.expect(200, 'POST', `/api/orders/${id}/release`, { seats: [given] });
  await post(buyer, 201, '/api/payments', { orderId: id, token: 'tok_visa', orderVersion: 1 });
  await orderIs(buyer, id, 'complete');
  const refund = { orderId: id, seats: [refunded], reason: 'A broken seat' };
  await organiser.expect(202, 'POST', `/api/performances/${performanceId}/refunds`, refund);
  await until(
    () => buyer.expect<PartyBody>(200, 'GET', `/api/orders/${id}`),
    (order) => order.items.length === 1,
  );
  await organiser.expect(200, 'POST', `/api/performances/${performanceId}/cancellation`, { reason: 'A flood' });
  return [id, sagaIdOf('cancel-event', performanceId)];
}

async function expired(seller: Person, buyer: Person) {
  const order = await reserve(buyer, (await listTicket(seller)).id);
  await orderIs(buyer, order.id, 'cancelled', (ttlSeconds + 10) * 1000);
  return order.id;
}

async function readMessagesOf(keys: Set<string>): Promise<Message[]> {
  const read = await withBroker(addresses as never, (_, kafka) => readTopics(kafka, businessTopics));
  const own = read.filter(({ key }) => key !== null && keys.has(key));
  return Promise.all(
    own.map(async (message) => ({
      ...message,
      topic: message.topic as Topic,
      event: await decodePlainly(message.value as Buffer),
    })),
  );
}

beforeAll(async () => {
  people = await Promise.all([signUp(storeUrl), signUp(storeUrl), signUp(storeUrl), signUp(storeUrl)]);
  const [seller, buyer, leaver, quitter] = people as [Person, Person, Person, Person];
  const [sale, refundedOrderId, expiredOrderId, performanceId, bookingIds, cancelledIds] = await Promise.all([
    purchase(seller, buyer),
    cancelledAndRefunded(seller, buyer),
    expired(seller, buyer),
    saleOfSeats(seller),
    bookings(seller, buyer),
    partsAndCancellation(seller, buyer),
    leaver.expect(200, 'POST', '/api/users/signout'),
    quitter.expect(204, 'POST', '/api/users/deletion', { password: quitter.password }),
  ]);
  paid = sale;
  const keys = new Set([
    ...people.map(({ id }) => id),
    sidOf(leaver),
    sale.ticketId,
    sale.orderId,
    refundedOrderId,
    expiredOrderId,
    performanceId,
    ...bookingIds,
    ...cancelledIds,
  ]);
  messages = await until(
    () => readMessagesOf(keys),
    (read) => businessTopics.every((topic) => read.some((message) => message.topic === topic)),
    30_000,
  );
}, 120_000);

const on = (topic: Topic) => messages.filter((message) => message.topic === topic);

describe.each(businessTopics)('%s', (topic) => {
  it('is readable by any Confluent client, with the writer’s schema or the latest', async () => {
    const subject = `/subjects/${topic}-value/versions/latest`;
    const readerSchema = JSON.parse((await readRegistry<{ schema: string }>(subject)).schema);
    for (const { value, event } of on(topic)) {
      const latest = await decodePlainly(value as Buffer, readerSchema);
      expect({ ...latest }).toEqual({ ...event });
    }
  });

  it('has the contract’s key and the headers of every event', () => {
    expect(on(topic).length).toBeGreaterThan(0);
    for (const { key, event, headers } of on(topic)) {
      expect(key).toBe(event[topics[topic].keyField]);
      expect(headers).toEqual({
        eventId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
        eventType: schemaByTopic[topic].name,
        traceparent: expect.stringMatching(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[0-3]$/),
      });
    }
  });

  it('contains no e-mail address', () => {
    for (const { value, headers } of on(topic)) {
      const all = `${value?.toString('latin1')}${JSON.stringify(headers)}`;
      expect(all).not.toContain('@');
      for (const { email } of people) expect(all).not.toContain(email);
    }
  });
});

describe('one trace', () => {
  const traceOf = ({ headers }: Message) => headers.traceparent?.split('-')[1];
  const inTrace = (topic: Topic) => on(topic).filter((message) => traceOf(message) === traceId);

  it('leads from the buyer’s requests through every service of the purchase', () => {
    const of = (topic: Topic, id: string) => inTrace(topic).filter(({ key }) => key === id);
    for (const topic of [
      'orders.order.created.v1',
      'payments.payment.started.v1',
      'payments.payment.failed.v1',
      'payments.payment.created.v1',
      'orders.order.completed.v1',
      'orders.order.created.v2',
      'orders.order.completed.v2',
    ] as const)
      expect(of(topic, paid.orderId).length).toBeGreaterThan(0);
    const reservedAndSold = of('tickets.ticket.updated.v1', paid.ticketId).map(({ event }) => event.status);
    expect(reservedAndSold).toEqual(['reserved', 'sold']);
  });

  it('contains only this purchase; other orders have other traces', () => {
    expect(messages.filter((message) => traceOf(message) === traceId).map(({ key }) => key)).toEqual(
      expect.not.arrayContaining(
        messages.map(({ key }) => key).filter((key) => key !== paid.orderId && key !== paid.ticketId),
      ),
    );
    expect(on('tickets.ticket.created.v1').some((message) => traceOf(message) === traceId)).toBe(false);
  });

  it.each(['tickets', 'orders', 'payments', 'expiration'])('is in the log of %s', async (service) => {
    const log = readEndpoints(home)?.processes.find(({ name }) => name === service)?.log;
    if (!log) throw new Error(`${service} has no log`);
    const lines = readFileSync(log, 'utf8').split('\n');
    const ofTrace = lines.flatMap((line) => (line.includes(traceId) ? [JSON.parse(line)] : []));
    expect(ofTrace.length).toBeGreaterThan(0);
    for (const line of ofTrace) expect(line).toMatchObject({ 'trace.id': traceId, 'service.name': service });
  });
});
