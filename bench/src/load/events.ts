import { randomUUID } from 'node:crypto';
import type { OutboxRow } from '@ticketing/common/mongo';
import type { OrderCreated, TicketUpdated } from '@ticketing/contracts';

/** Contents of the Mongo outbox in the benchmarks. */
export const ticketTopic = 'tickets.ticket.updated.v1';
/** Contents of the PostgreSQL outbox. */
export const orderTopic = 'orders.order.created.v1';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** Key and sequence of the n-th event. Keys rotate, so that consecutive events of one key are far apart. */
export const placeOf = (n: number, keys: number) => ({ key: n % keys, sequence: Math.floor(n / keys) });

const ticketUpdated = (id: string, version: number): TicketUpdated => ({
  id,
  title: 'Philharmonic, row 12, seat 7',
  price: 4_950,
  currency: 'USD',
  userId: '65f0c0ffee65f0c0ffee65f0',
  version,
  status: 'available',
  isWithdrawn: false,
  startsAt: null,
  saleEndsAt: null,
  orderId: null,
});

export function ticketRow(run: string, n: number, keys: number): OutboxRow {
  const { key, sequence } = placeOf(n, keys);
  const id = `${run}-${key}`;
  return {
    _id: randomUUID(),
    topic: ticketTopic,
    key: id,
    aggregateId: `ticket:${id}`,
    sequence,
    payload: ticketUpdated(id, sequence),
    headers: { eventType: 'TicketUpdated', traceparent },
    createdAt: new Date(),
  };
}

export interface OrderRow {
  id: string;
  topic: typeof orderTopic;
  key: string;
  type: 'OrderCreated';
  payload: OrderCreated;
  traceparent: string;
}

export function orderRow(run: string, n: number, keys: number): OrderRow {
  const { key, sequence } = placeOf(n, keys);
  const id = `${run}-${key}`;
  return {
    id: randomUUID(),
    topic: orderTopic,
    key: id,
    type: 'OrderCreated',
    traceparent,
    payload: {
      id,
      status: 'created',
      userId: '65f0c0ffee65f0c0ffee65f0',
      expiresAt: 1_800_000_000_000,
      ticket: { id: '65f0c0ffee65f0c0ffee65f1', title: 'Philharmonic, row 12, seat 7', price: 4_950, currency: 'USD' },
      reservation: 1,
      isPublishedAsV2: false,
      version: sequence,
    },
  };
}
