import { expect, it } from '@jest/globals';
import type { Order } from '@/api/schemas.ts';
import { groupOrders } from './order-groups.ts';

const now = new Date('2027-05-01T12:00:00Z');
const order = (given: Partial<Order>): Order => ({
  ...{ id: 'o', userId: 'u', version: 0, status: 'complete', serverTime: now.toISOString() },
  ...{ createdAt: now.toISOString(), expiresAt: now.toISOString() },
  ticket: { id: 't', title: 'Opera', price: 45, currency: 'USD' },
  items: [{ kind: 'ticket', label: 'Opera', price: 45 }],
  total: 45,
  currency: 'USD',
  ...given,
});

it.each([
  ['upcoming', { status: 'created' as const }, '2027-04-01T12:00:00Z'],
  ['upcoming', {}, '2027-06-01T12:00:00Z'],
  ['upcoming', {}, null],
  ['past', {}, '2027-05-01T12:00:00Z'],
  ['past', { status: 'cancelled' as const, refund: { status: 'refunded' as const, amount: 45 } }, null],
  ['ended', { status: 'cancelled' as const }, '2027-06-01T12:00:00Z'],
] as const)('an order is %s when it is %j for an event at %s', (group, given, startsAt) => {
  const entry = { order: order(given), ticket: { startsAt } };
  expect(groupOrders([entry], now)).toEqual({ upcoming: [], past: [], ended: [], [group]: [entry] });
});
