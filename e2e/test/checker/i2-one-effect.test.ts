import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { judgeOneEffect } from '../../src/checker/i2-one-effect.ts';
import { deliver, messageOn, publish, smallWorld, type World } from './small-world.ts';

const again: [string, (world: World) => unknown][] = [
  [
    'an order was settled more than once',
    (world) => {
      const { event } = messageOn(world, 'orders.order.completed.v1', 'order-sold');
      if (!event) return;
      const { id, ticket, reservation } = event;
      publish(world, 'orders.order.cancelled.v1', { id, ticket, reservation, reason: 'expired', version: 2 });
    },
  ],
  [
    'an order was charged more than once',
    (world) => publish(world, 'payments.payment.created.v1', { id: 'pay-2', orderId: 'order-sold', stripeId: 'pi-2' }),
  ],
  [
    'a payment was refunded more than once',
    (world) => {
      const { event } = messageOn(world, 'payments.payment.refunded.v1', 'order-refunded');
      return event && publish(world, 'payments.payment.refunded.v1', event);
    },
  ],
  [
    'an attempt to pay was started more than once',
    (world) => publish(world, 'payments.payment.started.v1', { orderId: 'order-sold', attempt: 1, waitedMs: 0 }),
  ],
  [
    'a ticket took over the same news of an order twice',
    (world) => {
      const { event } = messageOn(world, 'tickets.ticket.updated.v1', 'reserved');
      return event && publish(world, 'tickets.ticket.updated.v1', { ...event, version: 2 });
    },
  ],
];

describe('I2', () => {
  it.each(again)('reports that %s', (message, plant) => {
    const world = smallWorld();
    plant(world);

    expect(judgeOneEffect(world)).toMatchObject([{ invariant: 'I2', message, subject: { times: 2 } }]);
  });

  it('reports two events with one version of an aggregate, in the outbox and on the topics', () => {
    const world = smallWorld();
    const { event } = messageOn(world, 'tickets.ticket.updated.v1', 'reserved');
    if (event) publish(world, 'tickets.ticket.updated.v1', { ...event, orderId: null });
    for (const row of world.outbox)
      if (row.key === 'reserved' && row.position) row.position.sequence = Math.min(row.position.sequence, 1);

    expect(judgeOneEffect(world)).toMatchObject([
      { message: 'two events have one version of an aggregate', subject: { of: 'ticket:reserved 1' } },
      { message: 'two outbox rows have one place in their aggregate', subject: { of: 'tickets ticket:reserved 1' } },
    ]);
  });

  it('accepts a message that is published again, but not with another content', () => {
    const world = smallWorld();
    const { topic, event, eventId } = messageOn(world, 'orders.order.completed.v1', 'order-sold');
    if (event) deliver(world, topic, event, eventId);
    expect(judgeOneEffect(world)).toEqual([]);

    if (event) deliver(world, topic, { ...event, paymentId: 'another' }, eventId);
    expect(judgeOneEffect(world)).toMatchObject([{ message: 'a repeat differs from the event it repeats' }]);
  });

  it('reports one event id on two topics', () => {
    const world = smallWorld();
    const { eventId } = messageOn(world, 'auth.user.created.v1', 'buyer');
    deliver(world, 'auth.session.revoked.v1', { sid: randomUUID(), expiresAt: 0 }, eventId);

    expect(judgeOneEffect(world)).toMatchObject([
      { message: 'one event id is on two topics', subject: { of: eventId } },
    ]);
  });
});
