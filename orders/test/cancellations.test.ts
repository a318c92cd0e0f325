import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrdersCancellationAnswered, PerformancePublished } from '@ticketing/contracts';
import { openDatabase } from '../src/store/database.ts';
import { endCancelledPerformances } from '../src/use-cases/end-cancelled-performances.ts';
import { type Bookings, bestOf, bookingsOf, orderOf } from './booking-fixture.ts';
import { type OrdersFixture, startOrders } from './orders-fixture.ts';
import { cancellationOf } from './performance-fixture.ts';

let orders: OrdersFixture;
let bookings: Bookings;
beforeAll(async () => {
  orders = await startOrders();
  bookings = bookingsOf(orders);
});
afterAll(() => orders.stop());

/** Asks one question, and returns its answer. */
async function answerTo(deliver: (attempt: { sagaId: string; correlationId: string }) => Promise<unknown>) {
  const attempt = { sagaId: randomUUID(), correlationId: randomUUID() };
  await deliver(attempt);
  const topic = 'orders.cancellation.answered.v1';
  const [row, ...others] = await orders.database.outbox.findMany({ where: { key: attempt.sagaId, topic } });
  expect(others).toEqual([]);
  if (!row) throw new Error('a question was not answered');
  const { sagaId, correlationId, ...said } = row.payload as unknown as OrdersCancellationAnswered;
  expect({ sagaId, correlationId }).toEqual(attempt);
  return said;
}
const askSales = (performanceId: string, seenAt: number | null = null) =>
  answerTo((attempt) => orders.deliver('bookings.sales.requested.v1', { ...attempt, performanceId, seenAt }));
const askEndings = (performanceId: string, reservedAfter = 0) =>
  answerTo((attempt) => orders.deliver('bookings.endings.requested.v1', { ...attempt, performanceId, reservedAfter }));

const cancel = (published: PerformancePublished) =>
  orders.deliver('catalog.performance.updated.v1', cancellationOf(published));
const reserve = async ({ id }: PerformancePublished) =>
  orderOf(await bookings.reserve(id, { bestAvailable: bestOf(2) }));
const sweep = () => endCancelledPerformances(orders)();

describe('the question whether a sale has ended', () => {
  it('has no answer yet while the cancellation is not known here, or the performance is not', async () => {
    const { id } = await bookings.givenPerformance();
    const notYet = { outcome: 'pending', seenAt: null, orders: null };
    expect(await askSales(id)).toEqual(notYet);
    expect(await askSales('f'.repeat(24))).toEqual(notYet);
  });

  it('waits for a reservation that began before the cancellation was known', async () => {
    const published = await bookings.givenPerformance();
    const slow = openDatabase(orders.databaseUrl);
    let isReserving = () => {};
    let commit = () => {};
    const reserving = new Promise<void>((resolve) => {
      isReserving = resolve;
    });
    const committing = new Promise<void>((resolve) => {
      commit = resolve;
    });
    const reservation = slow.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT status FROM performances WHERE id = ${published.id}`;
        isReserving();
        await committing;
      },
      { timeout: 20_000 },
    );
    await reserving;
    await cancel(published);

    const first = await askSales(published.id);
    expect(first).toMatchObject({ outcome: 'pending', seenAt: expect.any(Number) });
    expect(await askSales(published.id, first.seenAt)).toEqual({ ...first, outcome: 'pending' });
    commit();
    await reservation;
    await slow.$disconnect();
    expect(await askSales(published.id, first.seenAt)).toEqual({ ...first, outcome: 'succeeded' });
  });

  it('does not count a cancellation that its own transaction has not committed', async () => {
    const published = await bookings.givenPerformance();
    const sagaId = randomUUID();
    const asked = { sagaId, correlationId: `${sagaId}:sales:1`, performanceId: published.id, seenAt: null };
    await orders.deliverAll([
      { topic: 'catalog.performance.updated.v1', event: cancellationOf(published), eventId: randomUUID() },
      { topic: 'bookings.sales.requested.v1', event: asked, eventId: randomUUID() },
    ]);
    const row = await orders.database.outbox.findFirstOrThrow({ where: { key: sagaId } });
    expect(row.payload).toMatchObject({ outcome: 'pending', seenAt: null });
  });
});

describe('the question whether all orders have ended', () => {
  it('is answered with counts, once the sweeper has ended the last', async () => {
    const published = await bookings.givenPerformance();
    const paid = await reserve(published);
    await bookings.pay(paid.id);
    await reserve(published);
    const released = await bookings.reserve(published.id, { bestAvailable: bestOf(1) });
    await bookings.release(released.sagaId);
    await cancel(published);

    const before = { live: 2, ended: 0, paid: 0, known: 1 };
    expect(await askEndings(published.id)).toEqual({ outcome: 'pending', seenAt: null, orders: before });
    await sweep();
    const after = { live: 0, ended: 2, paid: 1, known: 3 };
    expect(await askEndings(published.id)).toEqual({ outcome: 'succeeded', seenAt: null, orders: after });
    // The released one could not be paid any more when the sale ended.
    const late = Date.now() + 86_400_000;
    expect(await askEndings(published.id, late)).toMatchObject({ orders: { ...after, known: 2 } });
  });

  it('is answered at once for a performance without orders', async () => {
    const published = await bookings.givenPerformance();
    await cancel(published);
    expect(await askEndings(published.id)).toMatchObject({
      outcome: 'succeeded',
      orders: { live: 0, ended: 0, paid: 0, known: 0 },
    });
  });
});
