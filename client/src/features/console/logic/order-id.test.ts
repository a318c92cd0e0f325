import { expect, it } from '@jest/globals';
import { orderIdIn, orderIdOf, orderViewPath } from './order-id.ts';

const id = '0192c9a4-5b0e-7c1d-9f3a-2e6d8b7a4c10';

it('finds the id in what was pasted, and nothing else', () => {
  expect(orderIdIn(`  ${id.toUpperCase()}\n`)).toBe(id);
  expect(['', 'order', `${id}0`, undefined, ['a']].map(orderIdIn)).toEqual([null, null, null, null, null]);
  expect(orderViewPath(id)).toBe(`/ops/orders/${id}`);
});

it('tells by the topic whether a key is an order’s id', () => {
  const orderOf = (topic: string, key: string | null = id) => orderIdOf({ topic, key });
  for (const topic of ['orders.order.created.v1', 'payments.payment.refunded.v1', 'expiration.expiration.complete.v1'])
    expect(orderOf(topic)).toBe(id);
  // Keyed by the saga, by the ticket, and by nothing readable.
  expect(orderOf('orders.booking.answered.v1')).toBeNull();
  expect(orderOf('tickets.ticket.updated.v1')).toBeNull();
  expect(orderOf('orders.order.created.v1', null)).toBeNull();
});
