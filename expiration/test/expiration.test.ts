import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { eventExamples, type OrderCreated } from '@ticketing/contracts';
import { UnrecoverableError } from 'bullmq';
import { type ExpirationFixture, startExpiration } from './expiration-fixture.ts';

let expiration: ExpirationFixture;
beforeAll(async () => {
  expiration = await startExpiration();
});
afterAll(() => expiration.stop());
beforeEach(() => {
  Object.assign(expiration.publisher, { messages: [], calls: 0, failures: 0, mayAnswer: Promise.resolve() });
  expiration.errors.length = 0;
});

const orderCreated = ({ id = randomUUID() as string, inMs = 0 } = {}): OrderCreated => ({
  id,
  status: 'created',
  userId: 'buyer',
  expiresAt: Date.now() + inMs,
  ticket: { id: 'ticket', title: 'Concert', price: 1999, currency: 'USD' },
  reservation: 1,
  isPublishedAsV2: false,
  version: 0,
});
const anHourMs = 3_600_000;
const start = (event: OrderCreated) => expiration.deliver('orders.order.created.v1', event);
const isTrue = async (check: () => boolean | Promise<boolean>): Promise<void> => {
  expect(await waitFor(async () => ((await check()) ? true : null), { timeoutMs: 15_000, intervalMs: 10 })).toBe(true);
};
const published = (orderId: string) => isTrue(() => expiration.publishedFor(orderId).length > 0);
const total = async () => Object.values(await expiration.timers().counts()).reduce((sum, count) => sum + count, 0);
const noTimerIsLeft = () => isTrue(async () => (await total()) === 0);

describe('the timer of an order', () => {
  it('publishes the expiration, keyed by the order, and is removed', async () => {
    const order = orderCreated();
    await start(order);
    await published(order.id);

    const [message] = expiration.publishedFor(order.id);
    expect(message).toMatchObject({
      topic: 'expiration.expiration.complete.v1',
      key: order.id,
      headers: { eventId: expect.stringMatching(/^[0-9a-f-]{14}5[0-9a-f-]{21}$/), eventType: 'ExpirationComplete' },
    });
    expect(JSON.parse(String(message?.value))).toEqual({ orderId: order.id });
    await noTimerIsLeft();
  });

  it('starts and ends by the second generation alone, too', async () => {
    const party = { ...eventExamples['orders.order.created.v2'], id: randomUUID(), expiresAt: Date.now() };
    await expiration.deliver('orders.order.created.v2', party);
    await published(party.id);

    const later = { ...party, id: randomUUID(), expiresAt: Date.now() + anHourMs };
    await expiration.deliver('orders.order.created.v2', later);
    await expiration.deliver('orders.order.cancelled.v2', {
      ...eventExamples['orders.order.cancelled.v2'],
      id: later.id,
    });
    await noTimerIsLeft();
  });

  it('leaves an event that is in both generations to the second', async () => {
    const order = { ...orderCreated(), isPublishedAsV2: true };
    await start(order);
    expect(await total()).toBe(0);
    const { id, expiresAt } = order;
    await expiration.deliver('orders.order.created.v2', { ...eventExamples['orders.order.created.v2'], id, expiresAt });
    await published(order.id);
  });

  it('does not fire before the reservation ends', async () => {
    const [now, later] = [orderCreated(), orderCreated({ inMs: 300 })];
    await start(later);
    await start(now);
    await published(now.id);
    expect(expiration.publishedFor(later.id)).toEqual([]);
    await published(later.id);

    expect(Date.now()).toBeGreaterThanOrEqual(later.expiresAt);
  });

  it('is unique, however often the order is delivered', async () => {
    const order = orderCreated({ inMs: 200 });
    await Promise.all([start(order), start(order), start(order)]);
    expect(await expiration.timers().counts()).toMatchObject({ delayed: 1 });
    await published(order.id);
    await noTimerIsLeft();

    expect(expiration.publisher.calls).toBe(1);
  });

  it('reuses its event id when the order is redelivered after it fired; another order gets another', async () => {
    const order = orderCreated();
    const other = orderCreated();
    for (const event of [order, other]) {
      await start(event);
      await published(event.id);
      await noTimerIsLeft();
    }
    await start(order);
    await isTrue(() => expiration.publishedFor(order.id).length === 2);

    const ids = expiration.publishedFor(order.id).map(({ headers }) => headers.eventId);
    expect(new Set(ids).size).toBe(1);
    expect(ids).not.toContain(expiration.publishedFor(other.id)[0]?.headers.eventId);
  });

  it.each([
    ['cancelled', 'orders.order.cancelled.v1'],
    ['completed', 'orders.order.completed.v1'],
  ] as const)('is cancelled when the order is %s; a duplicate has no effect', async (_how, topic) => {
    const order = orderCreated({ inMs: anHourMs });
    const end = { id: order.id, ticket: { id: 'ticket' }, reservation: 1, isPublishedAsV2: false, version: 1 };
    const event = { ...end, reason: 'buyer', paymentId: 'payment' };
    await start(order);
    expect(await expiration.timers().counts()).toMatchObject({ delayed: 1 });

    await expiration.deliver(topic, event);
    expect(await total()).toBe(0);
    expect(await expiration.deliver(topic, event)).toBe('applied');
  });
});

describe('a timer that fires', () => {
  it('is kept until the broker has acknowledged', async () => {
    const acknowledged = Promise.withResolvers<void>();
    expiration.publisher.mayAnswer = acknowledged.promise;
    const order = orderCreated();
    await start(order);
    await isTrue(() => expiration.publisher.calls === 1);

    expect(await expiration.timers().counts()).toMatchObject({ active: 1 });
    expect(expiration.publishedFor(order.id)).toEqual([]);
    acknowledged.resolve();
    await published(order.id);
    await noTimerIsLeft();
  });

  it('is retried until the broker acknowledges, and reports each failure', async () => {
    expiration.publisher.failures = 3;
    const order = orderCreated();
    await start(order);
    await published(order.id);
    await noTimerIsLeft();

    expect(expiration.publisher.calls).toBe(4);
    expect(expiration.errors).toHaveLength(3);
    expect(expiration.publishedFor(order.id)).toHaveLength(1);
  });
});

describe('timers', () => {
  it('survive a restart of the service', async () => {
    const order = orderCreated({ inMs: 300 });
    await start(order);
    await expiration.restart();
    await published(order.id);

    expect(expiration.publishedFor(order.id)).toHaveLength(1);
  });

  it('survive a kill of Redis', async () => {
    const order = orderCreated({ inMs: 300 });
    await start(order);
    await expiration.crashRedis();
    await published(order.id);

    expect(expiration.publishedFor(order.id)).toHaveLength(1);
  });
});

it('deletes failed timers only when they are old enough', async () => {
  const orderId = randomUUID();
  const fails = Promise.reject(new UnrecoverableError('the job is corrupt'));
  // It is awaited later.
  fails.catch(() => undefined);
  expiration.publisher.mayAnswer = fails;
  await expiration.timers().start([{ orderId, delayMs: 0 }]);
  const stateOf = async () => (await expiration.timers().read(orderId))?.state ?? null;
  expect(await waitFor(async () => ((await stateOf()) === 'failed' ? true : null), { timeoutMs: 10_000 })).toBe(true);
  expiration.publisher.mayAnswer = Promise.resolve();

  expect(await expiration.timers().removeFailed(60_000)).toBe(0);
  expect(await stateOf()).toBe('failed');
  await waitFor(async () => ((await expiration.timers().removeFailed(1)) === 1 ? true : null), { timeoutMs: 10_000 });
  expect(await stateOf()).toBeNull();
});
