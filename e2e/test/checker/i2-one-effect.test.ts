import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { judgeOneEffect } from '../../src/checker/i2-one-effect.ts';
import { deliver, find, messageOn, publish, smallWorld, type World } from './small-world.ts';

/** Its organiser cancels the event of an order that was sold. */
const cancelEvent = (world: World, version = 2) =>
  publish(world, 'orders.order.cancelled.v2', {
    id: 'order-sold',
    items: [],
    reservation: null,
    reason: 'event_cancelled',
    version,
  });

/** A booking that is cancelled in the moment of its payment ends its paid order. */
const cancelBooking = (world: World, reason = 'buyer') => {
  find(world.orders, 'order-sold').sagaId = 'saga';
  const party = { id: 'order-sold', items: [], reservation: null };
  publish(world, 'orders.order.completed.v2', { ...party, paymentId: 'pay-order-sold', version: 1 });
  publish(world, 'orders.order.cancelled.v2', { ...party, reason, version: 2 });
};

const duplicates: [string, (world: World) => unknown][] = [
  [
    'an order got more than one outcome',
    (world) => {
      const { event } = messageOn(world, 'orders.order.completed.v1', 'order-sold');
      if (!event) return;
      const { id, ticket, reservation } = event;
      publish(world, 'orders.order.cancelled.v1', {
        id,
        ticket,
        reservation,
        isPublishedAsV2: false,
        reason: 'expired',
        version: 2,
      });
    },
  ],
  [
    'an order was cancelled more than once',
    (world) => {
      cancelEvent(world);
      cancelEvent(world, 3);
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
    'a request to refund took places twice',
    (world) => {
      const { event } = messageOn(world, 'orders.order.reduced.v2', 'party-reduced');
      return event && publish(world, 'orders.order.reduced.v2', { ...event, version: 3 });
    },
  ],
  [
    'a payment attempt was started more than once',
    (world) => publish(world, 'payments.payment.started.v1', { orderId: 'order-sold', attempt: 1, waitedMs: 0 }),
  ],
  [
    'a ticket applied the same event of an order twice',
    (world) => {
      const { event } = messageOn(world, 'tickets.ticket.updated.v1', 'reserved');
      return event && publish(world, 'tickets.ticket.updated.v1', { ...event, version: 2 });
    },
  ],
];

describe('I2', () => {
  it.each(duplicates)('reports that %s', (message, plant) => {
    const world = smallWorld();
    plant(world);

    expect(judgeOneEffect(world)).toMatchObject([{ invariant: 'I2', message, subject: { times: 2 } }]);
  });

  it('reports two events of an aggregate with the same version, in the outbox and on the topics', () => {
    const world = smallWorld();
    const { event } = messageOn(world, 'tickets.ticket.updated.v1', 'reserved');
    if (event) publish(world, 'tickets.ticket.updated.v1', { ...event, orderId: null });
    for (const row of world.outbox)
      if (row.key === 'reserved' && row.position) row.position.sequence = Math.min(row.position.sequence, 1);

    expect(judgeOneEffect(world)).toMatchObject([
      { message: 'two events of an aggregate have the same version', subject: { of: 'ticket:reserved 1 v1' } },
      {
        message: 'two outbox rows of an aggregate have the same position',
        subject: { of: 'tickets ticket:reserved 1' },
      },
    ]);
  });

  it('accepts that a sold order ends when its event is cancelled', () => {
    const world = smallWorld();
    cancelEvent(world);
    expect(judgeOneEffect(world)).toEqual([]);
  });

  it('accepts that a booking is cancelled in the moment of its payment', () => {
    const world = smallWorld();
    cancelBooking(world);
    expect(judgeOneEffect(world)).toEqual([]);
  });

  it('reports a booking whose paid order expires', () => {
    const world = smallWorld();
    cancelBooking(world, 'expired');
    expect(judgeOneEffect(world)).toMatchObject([{ message: 'an order got more than one outcome' }]);
  });

  it('accepts an identical duplicate, and reports one with different content', () => {
    const world = smallWorld();
    const { topic, event, eventId } = messageOn(world, 'orders.order.completed.v1', 'order-sold');
    if (event) deliver(world, topic, event, eventId);
    expect(judgeOneEffect(world)).toEqual([]);

    if (event) deliver(world, topic, { ...event, paymentId: 'another' }, eventId);
    expect(judgeOneEffect(world)).toMatchObject([{ message: 'a duplicate differs from the original event' }]);
  });

  it('reports an event id on two topics', () => {
    const world = smallWorld();
    const { eventId } = messageOn(world, 'auth.user.created.v1', 'buyer');
    deliver(world, 'auth.session.revoked.v1', { sid: randomUUID(), expiresAt: 0 }, eventId);

    expect(judgeOneEffect(world)).toMatchObject([
      { message: 'an event id is on two topics', subject: { of: eventId } },
    ]);
  });
});
