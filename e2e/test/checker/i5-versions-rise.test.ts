import { describe, expect, it } from '@jest/globals';
import { eventExamples, relayGroup } from '@ticketing/contracts';
import { expectations } from '../../src/checker/expectations.ts';
import { judgeVersionsRise } from '../../src/checker/i5-versions-rise.ts';
import { deliver, find, messageOn, now, publish, smallWorld, type World } from './small-world.ts';

const expected = expectations({ now });
const updated = 'tickets.ticket.updated.v1';
const publishedTopic = 'catalog.performance.published.v1';
const remove = (world: World, eventId: string) => {
  world.events = world.events.filter((message) => message.eventId !== eventId);
};

describe('I5', () => {
  it('reports a gap in the published versions', () => {
    const world = smallWorld();
    remove(world, messageOn(world, updated, 'sold').eventId);

    expect(judgeVersionsRise(world, expected)).toEqual([
      {
        invariant: 'I5',
        message: 'the versions of an aggregate have a gap',
        subject: { stream: 'ticket:sold', missing: '1' },
      },
    ]);
  });

  it.each([1, 3])('reports an aggregate at version %s whose last event has version 2', (version) => {
    const world = smallWorld();
    find(world.tickets, 'sold').version = version;

    expect(judgeVersionsRise(world, expected)).toMatchObject([
      { message: "an aggregate's version differs from its last event", subject: { version, published: 2 } },
    ]);
  });

  it('reports a published performance without its event', () => {
    const world = smallWorld();
    world.performances.push({ id: 'tonight', version: 0, cancelledBy: null });

    expect(judgeVersionsRise(world, expected)).toMatchObject([
      {
        message: "an aggregate's version differs from its last event",
        subject: { stream: 'performance:tonight', version: 0, published: -1 },
      },
    ]);
    publish(world, publishedTopic, { ...eventExamples[publishedTopic], id: 'tonight' });
    expect(judgeVersionsRise(world, expected)).toEqual([]);
  });

  it.each([
    ['a consumer that is behind', 0],
    ['a consumer that is ahead', 5],
  ])('reports %s', (_, version) => {
    const world = smallWorld();
    world.consumers.tickets.streams.set('order:order-sold', version);

    expect(judgeVersionsRise(world, expected)).toMatchObject([
      { message: 'a consumer did not apply the last version', subject: { consumer: 'tickets', version, published: 1 } },
    ]);
  });

  it('reports a consumer that applied an unpublished version', () => {
    const world = smallWorld();
    world.consumers.orders.streams.set('ticket:dreamt', 0);

    expect(judgeVersionsRise(world, expected)).toMatchObject([
      {
        message: 'a consumer applied a version that was never published',
        subject: { consumer: 'orders', stream: 'ticket:dreamt' },
      },
    ]);
  });

  it('reports events with the same key in the wrong order, or in two partitions', () => {
    const world = smallWorld();
    const [first, second] = world.events.filter(({ topic, key }) => topic === updated && key === 'sold');
    const at = (eventId?: string) => world.events.findIndex((message) => message.eventId === eventId);
    const [early, late] = [at(first?.eventId), at(second?.eventId)];
    [world.events[early], world.events[late]] = [world.events[late] as never, world.events[early] as never];
    expect(judgeVersionsRise(world, expected)).toMatchObject([
      { message: 'events with the same key are out of order', subject: { key: 'sold', place: 1, after: 2 } },
    ]);

    if (first) first.partition = 1;
    expect(judgeVersionsRise(world, expected)).toMatchObject([
      { message: 'events with the same key are in two partitions' },
    ]);
  });

  it('reports events without versions that were published in the wrong order', () => {
    const world = smallWorld();
    for (const attempt of [2, 3]) {
      const event = { orderId: 'order-sold', attempt, waitedMs: 0 };
      const eventId = `started-${attempt}`;
      deliver(world, 'payments.payment.started.v1', event, eventId);
      const position = { aggregateId: 'order:order-sold', sequence: 10 - attempt };
      const row = {
        service: 'payments',
        topic: 'payments.payment.started.v1',
        key: 'order-sold',
        state: 'published',
      } as const;
      world.outbox.push({ ...row, eventId, payload: event, createdAt: now, position });
    }

    expect(judgeVersionsRise(world, expected)).toMatchObject([
      { message: 'events with the same key are out of order', subject: { eventId: 'started-3', place: 7, after: 8 } },
    ]);
  });

  it('accepts a duplicate after later versions', () => {
    const world = smallWorld();
    const { event, eventId } = messageOn(world, updated, 'sold');
    if (event) deliver(world, updated, event, eventId);
    world.consumers.orders.streams.set('ticket:sold', 2);
    world.consumers.notifications.streams.set('ticket:sold', 2);

    expect(judgeVersionsRise(world, expected)).toEqual([]);
  });

  it('accepts a gap, and consumers that stop before it, when the relay is known to have dead-lettered the version', () => {
    const world = smallWorld();
    const { eventId } = messageOn(world, updated, 'sold');
    remove(world, eventId);
    world.consumers.orders.streams.set('ticket:sold', 0);
    const deadLetters = [{ group: relayGroup, topic: updated, eventId } as const];

    expect(judgeVersionsRise(world, expectations({ now, deadLetters }))).toEqual([]);
  });
});
