import { expect, it } from '@jest/globals';
import type { Order } from '@/api/schemas.ts';
import { type Hold, heldOf, holdSeen } from './holds.ts';

const order = (given: Partial<Order>): Order => ({
  id: 'o1',
  userId: 'u1',
  version: 0,
  status: 'created',
  createdAt: '2026-11-23T12:00:00.000Z',
  expiresAt: '2026-11-23T12:15:00.000Z',
  serverTime: '2026-11-23T12:05:00.000Z',
  ticket: { id: 't1', title: 'A ticket', price: 45, currency: 'USD' },
  items: [{ kind: 'ticket', label: 'A ticket', price: 45 }],
  total: 45,
  currency: 'USD',
  ...given,
});
const seen = (...orders: Order[]): readonly Hold[] =>
  orders.reduce<readonly Hold[]>((known, next) => holdSeen(known, next, 0), []);
const idsOf = (holds: readonly Hold[], nowMs: number) => heldOf(holds, nowMs).map((hold) => hold.order.id);

it('shows the most urgent hold first', () => {
  const later = order({ id: 'o2', expiresAt: '2026-11-23T12:20:00.000Z' });

  expect(idsOf(seen(later, order({})), 0)).toEqual(['o1', 'o2']);
});

it('shows none that is paid, released or expired', () => {
  expect(idsOf(seen(order({}), order({ status: 'complete', version: 1 })), 0)).toEqual([]);
  expect(idsOf(seen(order({})), 600_000)).toEqual([]);
});

it('ignores an older version', () => {
  expect(idsOf(seen(order({ status: 'cancelled', version: 1 }), order({})), 0)).toEqual([]);
});
