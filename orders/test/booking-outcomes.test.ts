import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { topicsOwnedBy } from '@ticketing/contracts';
import { someUser, type TestUser } from '@ticketing/testing/api';
import { endCancelledPerformances } from '../src/use-cases/end-cancelled-performances.ts';
import { expectedEvents } from '../src/use-cases/expected-events.ts';
import { sweepExpiredOrders } from '../src/use-cases/sweep-expired-orders.ts';
import { type Bookings, bestOf, bookingsOf, orderOf } from './booking-fixture.ts';
import { expiryRules, type OrdersFixture, startOrders } from './orders-fixture.ts';
import { cancellationOf } from './performance-fixture.ts';

let orders: OrdersFixture;
let bookings: Bookings;
beforeAll(async () => {
  orders = await startOrders();
  bookings = bookingsOf(orders);
});
afterAll(() => orders.stop());

interface TestBooking {
  sagaId: string;
  orderId: string;
  buyer: TestUser;
  published: Awaited<ReturnType<Bookings['givenPerformance']>>;
}

async function givenBooking(): Promise<TestBooking> {
  const [buyer, published] = [someUser(), await bookings.givenPerformance()];
  const answer = await bookings.reserve(published.id, { userId: buyer.id, bestAvailable: bestOf(2) });
  return { sagaId: answer.sagaId, orderId: orderOf(answer).id, buyer, published };
}
const letExpire = ({ orderId }: TestBooking) =>
  orders.database.$executeRaw`UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = ${orderId}::uuid`;
const cancelPerformance = async ({ published }: TestBooking) => {
  await orders.deliver('catalog.performance.updated.v1', cancellationOf(published));
  await endCancelledPerformances(orders)();
};

const succeeded = { outcome: 'succeeded', reason: null };
const failed = (reason: string) => ({ outcome: 'failed', reason });

/** Each way in which an order ends. */
const ends: [string, (booking: TestBooking) => Promise<unknown>, object][] = [
  ['it is paid', ({ orderId }) => bookings.pay(orderId), succeeded],
  [
    'its timer fires',
    async (booking) => {
      await letExpire(booking);
      await orders.deliver('expiration.expiration.complete.v1', { orderId: booking.orderId });
    },
    failed('expired'),
  ],
  [
    'the sweeper finds that it has expired',
    async (booking) => {
      await letExpire(booking);
      await sweepExpiredOrders({ database: orders.database, ...expiryRules })();
    },
    failed('expired'),
  ],
  [
    'its buyer releases it',
    ({ orderId, buyer }) => orders.api.request('DELETE', `/api/orders/${orderId}`, { as: buyer }),
    failed('buyer'),
  ],
  ['its performance is cancelled', cancelPerformance, failed('event_cancelled')],
  ['its booking is undone', ({ sagaId }) => bookings.release(sagaId), failed('buyer')],
];

describe('the question how an order ended', () => {
  it.each(ends)('is answered when %s', async (_, end, expected) => {
    const booking = await givenBooking();
    const attempt = await bookings.ask(booking.sagaId, booking.orderId);
    expect(await bookings.answerTo(attempt)).toEqual([]);
    await end(booking);
    expect(await bookings.answerTo(attempt)).toEqual([{ ...attempt, ...expected, order: null }]);
    expect(await bookings.read(booking.orderId)).toMatchObject({ askedCorrelationId: null });
  });

  it.each(ends)('is answered at once after %s, each time alike', async (_, end, expected) => {
    const booking = await givenBooking();
    await end(booking);
    for (let count = 0; count < 2; count += 1) {
      const attempt = await bookings.ask(booking.sagaId, booking.orderId);
      expect(await bookings.answerTo(attempt)).toEqual([{ ...attempt, ...expected, order: null }]);
    }
  });

  it('waits through a failed attempt to pay', async () => {
    const { sagaId, orderId } = await givenBooking();
    const attempt = await bookings.ask(sagaId, orderId);
    await orders.deliver('payments.payment.started.v1', { orderId, attempt: 1, waitedMs: 0 });
    await orders.deliver('payments.payment.failed.v1', { orderId, attempt: 1, reason: 'card_declined' });
    expect(await bookings.answerTo(attempt)).toEqual([]);
    await bookings.pay(orderId);
    expect(await bookings.answerTo(attempt)).toMatchObject([succeeded]);
  });

  it('is answered once, to the latest attempt', async () => {
    const { sagaId, orderId } = await givenBooking();
    const [first, last] = [await bookings.ask(sagaId, orderId), await bookings.ask(sagaId, orderId)];
    await bookings.pay(orderId);
    await bookings.pay(orderId);
    expect(await bookings.answerTo(first)).toEqual([]);
    expect(await bookings.answerTo(last)).toMatchObject([succeeded]);
  });

  it('has no second answer when a paid order is cancelled later', async () => {
    const booking = await givenBooking();
    const attempt = await bookings.ask(booking.sagaId, booking.orderId);
    await bookings.pay(booking.orderId);
    await cancelPerformance(booking);
    expect(await bookings.read(booking.orderId)).toMatchObject({ status: 'cancelled', version: 2 });
    expect(await bookings.answerTo(attempt)).toMatchObject([succeeded]);
  });

  it.each<[string, () => Promise<string>]>([
    ['another booking', async () => (await givenBooking()).orderId],
    ['nobody', async () => randomUUID()],
    ['no order, by its form', async () => 'order-1'],
    [
      'a purchase without a booking',
      async () => {
        const { id: performanceId } = await bookings.givenPerformance();
        const body = { performanceId, bestAvailable: { quantity: 1 } };
        return ((await orders.api.request('POST', '/api/orders', { as: someUser(), body })).body as { id: string }).id;
      },
    ],
  ])('is refused for an order of %s', async (_, orderIdOf) => {
    const { sagaId } = await givenBooking();
    const attempt = await bookings.ask(sagaId, await orderIdOf());
    expect(await bookings.answerTo(attempt)).toMatchObject([failed('not_found')]);
  });

  it('is no event that a stored order implies', async () => {
    const { sagaId, orderId } = await givenBooking();
    await bookings.ask(sagaId, orderId);
    await bookings.pay(orderId);
    const expected: string[] = [];
    for await (const events of expectedEvents(orders)()) expected.push(...events.map(({ topic }) => topic));
    expect(topicsOwnedBy('orders')).toContain('orders.booking.answered.v1');
    expect(expected).not.toContain('orders.booking.answered.v1');
  });
});
