import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { silentLogger } from '@ticketing/common/log';
import { createMetrics } from '@ticketing/common/metrics';
import {
  createOperationsApp,
  type OperationsUseCases,
  type OrderRecords,
  type RecordsOf,
} from '@ticketing/common/operations';
import { eventExamples, headerNames, type Topic } from '@ticketing/contracts';
import { cookieOf, serveForTest, someUser, type TestApi } from '@ticketing/testing/api';
import { newAuthSessions } from '@ticketing/testing/operations';
import { type OpsFixture, startOps } from './ops-fixture.ts';

interface OrderBody {
  services: { name: string; status: string; state: string | null; rows: unknown[]; outbox: unknown[] }[];
  areTopicsRead: boolean;
  events: {
    eventId: string;
    topic: string;
    written: { service: string } | null;
    published: object | null;
    value: unknown;
    traceId: string | null;
    processed: { service: string; at: string }[];
    awaited: string[];
  }[];
  letters: { id: string }[];
}

const sessions = newAuthSessions();
const operator = { cookie: sessions.cookieOf(['operator']) };
const traceId = 'a'.repeat(32);

/** Stand-ins for the services: what they keep, and which events they have processed. */
const kept = new Map<string, (of: RecordsOf) => OrderRecords | null>();
const processed = new Map<string, { eventId: string; processedAt: Date }[]>();
const standIn = (service: string): OperationsUseCases => ({
  async readOrderRecords(of) {
    if (!kept.has(service)) throw new Error('the database is unavailable');
    return kept.get(service)?.(of) ?? null;
  },
  findProcessed: async (eventIds) => (processed.get(service) ?? []).filter(({ eventId }) => eventIds.includes(eventId)),
});

const names = ['orders', 'tickets', 'payments', 'notifications'] as const;
let apis: TestApi[] = [];
let ops: OpsFixture;
beforeAll(async () => {
  apis = await Promise.all(
    names.map((service) =>
      serveForTest(
        createOperationsApp({
          service,
          useCases: standIn(service),
          publicKeys: sessions.publicKeys,
          log: silentLogger(),
          metrics: createMetrics(service),
        }),
      ),
    ),
  );
  ops = await startOps({
    SESSION_PUBLIC_KEYS: sessions.keySet,
    // Nothing listens on port 1.
    SERVICE_URLS: [...names.map((name, index) => `${name}=${apis[index]?.url}`), 'catalog=http://127.0.0.1:1'].join(),
  });
}, 180_000);
afterAll(async () => {
  await ops?.stop();
  await Promise.all(apis.map((api) => api.close()));
});

const look = (orderId: string, headers: Record<string, string> = operator) =>
  ops.request('GET', `/orders/${orderId}`, undefined, headers);
const nothing = () => null;
const inOrders = (orderId: string, fields: object, written: OrderRecords['written'] = []): OrderRecords => ({
  ...{ state: 'complete', parked: [], written },
  rows: [{ kind: 'orders', id: orderId, fields: { createdAt: new Date(), ...fields } }],
});

async function publish(topic: Topic, key: string, event: object): Promise<string> {
  const eventId = randomUUID();
  const value = await ops.encode(topic, { ...eventExamples[topic], ...event } as never);
  const traceparent = `00-${traceId}-${'b'.repeat(16)}-01`;
  await ops.publisher.publish([{ topic, key, value, headers: { [headerNames.eventId]: eventId, traceparent } }]);
  return eventId;
}

it('is for operators only', async () => {
  expect((await look(randomUUID(), {})).status).toBe(401);
  expect((await look(randomUUID(), { cookie: cookieOf(someUser()) })).status).toBe(403);
  expect((await look('nonsense')).status).toBe(404);
});

it('shows what each service keeps, and the events in order of time with who has processed them', async () => {
  const [orderId, ticketId] = [randomUUID(), randomUUID()];
  const paid = await publish('payments.payment.created.v1', orderId, { orderId });
  const listed = await publish('tickets.ticket.updated.v1', ticketId, { id: ticketId, orderId });
  await publish('tickets.ticket.updated.v1', ticketId, { id: ticketId, orderId: null });
  const created = await publish('orders.order.created.v1', orderId, { id: orderId, isPublishedAsV2: false });
  const waiting = randomUUID();
  const now = Date.now();
  const at = (secondsLater: number) => new Date(now + secondsLater * 1_000);
  const row = (eventId: string, topic: string, key: string, seconds: number) => ({
    ...{ eventId, topic, key, writtenAt: at(seconds) },
  });
  kept.set('orders', () =>
    inOrders(orderId, { ticketId }, [
      row(created, 'orders.order.created.v1', orderId, 0),
      row(waiting, 'orders.order.completed.v1', orderId, 3),
    ]),
  );
  kept.set('payments', () => ({
    ...{ state: 'payment succeeded', rows: [], parked: [] },
    written: [row(paid, 'payments.payment.created.v1', orderId, 2)],
  }));
  kept.set('tickets', (of) =>
    of.ticketId === ticketId
      ? { state: 'sold', rows: [], parked: [], written: [row(listed, 'tickets.ticket.updated.v1', ticketId, 1)] }
      : null,
  );
  kept.set('notifications', nothing);
  processed.set('payments', [{ eventId: created, processedAt: at(1) }]);
  processed.set('orders', [{ eventId: paid, processedAt: at(3) }]);
  const { id: letterId } = await ops.givenLetter({ topic: 'orders.order.created.v1', group: 'tickets', key: orderId });

  const { status, body } = await look(orderId);
  const view = body as OrderBody;
  expect(status).toBe(200);
  expect(view.services.map(({ name, status: found, state }) => [name, found, state])).toEqual([
    ['orders', 'found', 'complete'],
    ['tickets', 'found', 'sold'],
    ['payments', 'found', 'payment succeeded'],
    ['notifications', 'unknown', null],
    ['catalog', 'unavailable', null],
  ]);
  expect(view.areTopicsRead).toBe(true);
  expect(view.events.map(({ eventId, written }) => [eventId, written?.service])).toEqual([
    [created, 'orders'],
    [listed, 'tickets'],
    [paid, 'payments'],
    [waiting, 'orders'],
  ]);
  expect(view.events[0]).toMatchObject({
    ...{ published: { partition: expect.any(Number), offset: expect.any(String) }, value: { id: orderId }, traceId },
    ...{ processed: [{ service: 'payments', at: at(1).toISOString() }], awaited: ['tickets', 'notifications'] },
  });
  expect(view.events[2]).toMatchObject({ processed: [{ service: 'orders' }], awaited: [] });
  expect(view.events[3]).toMatchObject({ published: null, value: null, processed: [], awaited: [] });
  expect(view.letters.map(({ id }) => id)).toEqual([letterId]);
}, 60_000);

it('names the services that are unavailable, and does not call the order unknown then', async () => {
  const orderId = randomUUID();
  kept.delete('orders');
  for (const name of ['tickets', 'payments', 'notifications']) kept.set(name, nothing);
  const { status, body } = await look(orderId);
  expect(status).toBe(200);
  expect((body as OrderBody).services.map(({ name, status: found }) => `${name} ${found}`)).toEqual([
    'orders unavailable',
    // Without orders, nobody knows which ticket it was.
    'tickets unavailable',
    'payments unknown',
    'notifications unknown',
    'catalog unavailable',
  ]);
  expect(body).toMatchObject({ areTopicsRead: false, events: [], letters: [] });
});

it('answers 404 when every service has answered that it knows nothing', async () => {
  for (const name of names) kept.set(name, nothing);
  await ops.kill();
  await ops.start({ SERVICE_URLS: names.map((name, index) => `${name}=${apis[index]?.url}`).join() });
  expect(await look(randomUUID())).toMatchObject({ status: 404 });
});

it('names in the security log who has looked, without the order', async () => {
  const orderId = randomUUID();
  kept.set('orders', () => inOrders(orderId, {}));
  expect((await look(orderId)).status).toBe(200);
  // The line may arrive after the answer.
  const seen = await waitFor(
    async () => {
      const lines = ops.log().split('\n');
      const found = lines.filter((line) => line.includes('privileged-request') && line.includes('/api/ops/orders/:id'));
      return found.length > 0 ? found : null;
    },
    { timeoutMs: 10_000, intervalMs: 20 },
  );
  expect(seen).not.toBeNull();
  expect(seen?.join()).not.toContain(orderId);
});
