import { expect, it } from '@jest/globals';
import type { RecordsAnswer, ServiceRecordsReader } from '../services/service-records.ts';
import { type OrderDeps, readOrder } from './read-order.ts';

const writtenAt = '2026-01-31T12:00:05.000Z';
const paid = { eventId: 'paid', topic: 'payments.payment.created.v1', key: 'order', writtenAt };
const payments: RecordsAnswer = {
  status: 'found',
  records: { state: 'payment succeeded', rows: [], parked: [], written: [paid] },
};

/** Orders is unavailable; only payments knows the order. */
const services: ServiceRecordsReader = {
  names: ['orders', 'payments'],
  readRecords: async (name) => (name === 'payments' ? payments : { status: 'unavailable' }),
  findProcessed: async () => [],
};
const deps = (readOrderEvents: OrderDeps['readOrderEvents']): OrderDeps => ({
  services,
  readOrderEvents,
  letters: { page: async () => [] } as unknown as OrderDeps['letters'],
  now: () => new Date(writtenAt),
});

it('shows the events of the outboxes when the topics can’t be read', async () => {
  const view = await readOrder(deps(async () => null))({ orderId: 'order', session: '' });
  expect(view).toMatchObject({
    areTopicsRead: false,
    // Whether they are published is unknown, so nobody is awaited.
    events: [{ eventId: 'paid', published: null, written: { service: 'payments' }, processed: [], awaited: [] }],
  });
});

it('reads the topics from the first event of an outbox on when orders is unavailable', async () => {
  const queries: unknown[] = [];
  const readEvents: OrderDeps['readOrderEvents'] = async (query) => {
    queries.push(query);
    return [];
  };
  await readOrder(deps(readEvents))({ orderId: 'order', session: '' });
  expect(queries).toMatchObject([{ orderId: 'order', createdAt: new Date(writtenAt), written: [{ eventId: 'paid' }] }]);
});
