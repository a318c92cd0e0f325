import { describe, expect, it } from '@jest/globals';
import { relayGroup } from '@ticketing/contracts';
import { expectations } from '../../src/checker/expectations.ts';
import { expirationEventId } from '../../src/checker/expiration-event-id.ts';
import { judgeOutboxReachesEveryone } from '../../src/checker/i1-outbox-reaches-everyone.ts';
import { deliver, forget, messageOn, now, publish, smallWorld } from './small-world.ts';

const expected = expectations({ now });
const created = 'orders.order.created.v1';

describe('I1', () => {
  it('reports an outbox row that was not published', () => {
    const world = smallWorld();
    const { eventId } = messageOn(world, created, 'order-sold');
    world.events = world.events.filter((message) => message.eventId !== eventId);
    forget(world, eventId);

    expect(judgeOutboxReachesEveryone(world, expected)).toEqual([
      {
        invariant: 'I1',
        message: 'an outbox row was not published',
        subject: { service: 'orders', topic: created, key: 'order-sold', eventId },
      },
    ]);
  });

  it.each(['tickets', 'payments'] as const)('reports an event that %s did not process', (group) => {
    const world = smallWorld();
    const { eventId } = messageOn(world, created, 'order-sold');
    forget(world, eventId, [group]);

    expect(judgeOutboxReachesEveryone(world, expected)).toMatchObject([
      { message: 'an event was not processed by a consumer group', subject: { group, topic: created, eventId } },
    ]);
  });

  it('accepts that a group which reads both generations applies an event from the second', () => {
    const world = smallWorld();
    const first = messageOn(world, created, 'order-sold');
    if (first.event) first.event.isPublishedAsV2 = true;
    forget(world, first.eventId, ['payments', 'notifications']);
    const missing = 'an event is missing in the second generation';
    expect(judgeOutboxReachesEveryone(world, expected).map(({ message }) => message)).toEqual([missing]);

    const ticket = { kind: 'ticket', ticketId: 'sold', performanceId: null, seatId: null, sectionId: null };
    publish(world, 'orders.order.created.v2', {
      ...{ id: 'order-sold', status: 'created', userId: 'buyer', expiresAt: 0, title: 'Row 12' },
      ...{
        items: [{ ...ticket, label: 'Row 12', price: 2500 }],
        total: 2500,
        currency: 'USD',
        reservation: 1,
        isOffer: false,
        version: 0,
      },
    });
    expect(judgeOutboxReachesEveryone(world, expected)).toEqual([]);

    forget(world, first.eventId, ['tickets']);
    expect(judgeOutboxReachesEveryone(world, expected)).toMatchObject([{ subject: { group: 'tickets' } }]);
  });

  it('reports an event whose offset expiration has not committed', () => {
    const world = smallWorld();
    const { eventId, offset } = messageOn(world, created, 'order-sold');
    for (const position of world.positions)
      if (position.group === 'expiration' && position.topic === created) position.committed = offset;

    expect(judgeOutboxReachesEveryone(world, expected)).toMatchObject([
      { message: 'an event was not processed by a consumer group', subject: { group: 'expiration', eventId } },
    ]);
  });

  it.each([
    ['traceparent', '', "an event's traceparent header is missing or wrong"],
    ['traceparent', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, "an event's traceparent header is missing or wrong"],
    ['eventType', 'OrderCancelled', "an event's eventType header is missing or wrong"],
    ['eventId', '4711', "an event's eventId header is missing or wrong"],
  ])('reports a wrong header %s: "%s"', (name, value, message) => {
    const world = smallWorld();
    messageOn(world, created, 'order-sold').headers[name] = value;

    expect(judgeOutboxReachesEveryone(world, expected)).toMatchObject([
      { invariant: 'I1', message, subject: { value } },
    ]);
  });

  it('reports an event whose key or content differs from its row', () => {
    const world = smallWorld();
    messageOn(world, created, 'order-sold').key = 'order-reserved';
    const completed = messageOn(world, 'orders.order.completed.v1', 'order-sold');
    if (completed.event) completed.event = { ...completed.event, paymentId: 'another' };

    expect(judgeOutboxReachesEveryone(world, expected)).toMatchObject([
      { message: 'the key of an event differs from its outbox row' },
      { message: 'the content of an event differs from its outbox row' },
    ]);
  });

  it('reports an event without an outbox row', () => {
    const world = smallWorld();
    const { eventId } = messageOn(world, created, 'order-sold');
    world.outbox = world.outbox.filter((row) => row.eventId !== eventId);

    expect(judgeOutboxReachesEveryone(world, expected)).toMatchObject([
      { message: 'an event on a topic has no outbox row', subject: { eventId } },
    ]);
  });

  it('reports an expiration whose event id is not derived from its order', () => {
    const world = smallWorld();
    const event = { orderId: 'order-reserved' };
    deliver(world, 'expiration.expiration.complete.v1', event, expirationEventId('order-sold'));

    expect(judgeOutboxReachesEveryone(world, expected)).toMatchObject([
      { message: "an expiration's event id is not derived from its order", subject: { key: 'order-reserved' } },
    ]);
  });

  it('accepts known dead letters of the relay or of a consumer', () => {
    const world = smallWorld();
    const atRelay = messageOn(world, created, 'order-sold').eventId;
    const atTickets = messageOn(world, created, 'order-reserved').eventId;
    world.events = world.events.filter(({ eventId }) => eventId !== atRelay);
    forget(world, atRelay);
    forget(world, atTickets, ['tickets']);
    const deadLetters = [
      { group: relayGroup, topic: created, eventId: atRelay } as const,
      { group: 'tickets', topic: created, eventId: atTickets } as const,
    ];

    expect(judgeOutboxReachesEveryone(world, expectations({ now, deadLetters }))).toEqual([]);
  });

  it('computes event ids according to UUIDv5', () => {
    // Computed with an independent implementation.
    expect(expirationEventId('724a01be-b148-4b29-b1cc-2f3358147c4b')).toBe('df7ad9ed-07c6-50ad-8b47-d4f8c159b09f');
  });
});
