import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { newEffect } from '@ticketing/common/effects';
import { isTransient } from '@ticketing/common/errors';
import { prune } from '@ticketing/common/postgres';
import type { PerformancePublished, SeatsRequested } from '@ticketing/contracts';
import { codesOf, cookieOf, someUser } from '@ticketing/testing/api';
import { openEvents } from '@ticketing/testing/events';
import { forgottenSteps } from '../src/store/booking-store.ts';
import { migrationTarget } from '../src/store/migration-target.ts';
import { type Bookings, bestOf, bookingsOf, orderOf } from './booking-fixture.ts';
import { maxUnpaid, type OrdersFixture, startOrders } from './orders-fixture.ts';
import { cancellationOf, hoursFromNow, performanceOf, seatRow } from './performance-fixture.ts';

let orders: OrdersFixture;
let bookings: Bookings;
beforeAll(async () => {
  orders = await startOrders();
  bookings = bookingsOf(orders);
});
afterAll(() => orders.stop());

const seatsIn = ({ order }: { order: { places: { seatId: string | null }[] } | null }) =>
  order?.places.map(({ seatId }) => seatId);
/** Four seats in a row. */
const oneRow = { sections: [{ id: 'stalls', name: 'Stalls', rows: [seatRow('A', 4)], standing: null }] };
/** Commands of one transaction, and their answers. */
async function reserveAll(commands: readonly SeatsRequested[]) {
  await orders.deliverAll(
    commands.map((event) => ({ topic: 'bookings.seats.requested.v1', event, eventId: randomUUID() })),
  );
  return (await Promise.all(commands.map(bookings.answerTo))).flat();
}

describe('the places of a booking', () => {
  it('are reserved in an order of its saga, which the answer describes', async () => {
    const { id: performanceId, startsAt } = await bookings.givenPerformance({ kind: 'departure' });
    const [buyer, sagaId, traceparent] = [someUser(), randomUUID(), `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`];
    const command = bookings.seatsOf(performanceId, {
      ...{ sagaId, userId: buyer.id, seatIds: ['stalls:A:2', 'stalls:A:1'] },
    });
    const stream = await openEvents(`${orders.api.url}/api/orders/events`, { cookie: cookieOf(buyer) });
    await orders.deliverAll([
      { topic: 'bookings.seats.requested.v1', event: command, eventId: randomUUID(), traceparent },
    ]);
    const [answer] = await bookings.answerTo(command);
    const place = { sectionId: 'stalls', price: 4_900 };
    expect(answer).toEqual({
      ...{ sagaId, correlationId: command.correlationId, outcome: 'succeeded', reason: null },
      order: {
        ...{ id: expect.any(String), title: 'String quartets', startsAt, timeZone: 'Europe/Berlin' },
        ...{ expiresAt: expect.any(Number), total: 9_800, currency: 'USD' },
        places: [
          { ...place, seatId: 'stalls:A:2', label: 'Stalls, row A, seat 2' },
          { ...place, seatId: 'stalls:A:1', label: 'Stalls, row A, seat 1' },
        ],
      },
    });
    const { id } = answer?.order ?? { id: '' };
    expect(await bookings.read(id)).toMatchObject({ sagaId, userId: buyer.id, status: 'created' });
    const shown = await orders.api.request('GET', `/api/orders/${id}`, { as: buyer });
    expect(shown.body).toMatchObject({ id, bookingId: sagaId });
    const written = await orders.database.outbox.findMany({ where: { key: { in: [id, sagaId] } } });
    expect(written.map((row) => [row.topic, row.traceparent]).toSorted()).toEqual([
      ['orders.booking.answered.v1', traceparent],
      ['orders.order.created.v2', traceparent],
    ]);
    await stream.until(({ data }) => (data as { id: string }).id === id);
    stream.close();
  });

  it('are reserved once, however often the command comes, also after the order has changed', async () => {
    const { id } = await bookings.givenPerformance();
    const first = await bookings.reserve(id, { standing: { sectionId: 'floor', quantity: 2 } });
    const { sagaId } = first;
    await bookings.pay(orderOf(first).id);
    const again = await bookings.reserve(id, { sagaId, bestAvailable: bestOf(6) });
    expect(again).toEqual({ ...first, correlationId: again.correlationId });
    expect(again.correlationId).not.toBe(first.correlationId);
    expect(await orders.database.order.count({ where: { sagaId } })).toBe(1);
    const copies = [bookings.seatsOf(id, { sagaId }), bookings.seatsOf(id, { sagaId })];
    await Promise.all(copies.map((copy) => orders.deliver('bookings.seats.requested.v1', copy)));
    expect(await bookings.answersOf(sagaId)).toHaveLength(4);
  });

  it('are reserved once when two attempts arrive at the same time', async () => {
    const { id } = await bookings.givenPerformance();
    const sagaId = randomUUID();
    const attempts = [1, 2, 3].map(() => bookings.seatsOf(id, { sagaId, bestAvailable: bestOf(2) }));
    await Promise.all(attempts.map((each) => orders.deliver('bookings.seats.requested.v1', each)));
    const answers = await bookings.answersOf(sagaId);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.order))).size).toBe(1);
    expect(await bookings.liveSeats(id)).toBe(2);
  });

  it('are seen by the later parties of a batch: each gets others, until none are left', async () => {
    const { id } = await bookings.givenPerformance(oneRow);
    const answers = await reserveAll([
      bookings.seatsOf(id, { seatIds: ['stalls:A:1', 'stalls:A:2'] }),
      bookings.seatsOf(id, { seatIds: ['stalls:A:2', 'stalls:A:3'] }),
      bookings.seatsOf(id, { bestAvailable: bestOf(2) }),
      bookings.seatsOf(id, { bestAvailable: bestOf(1) }),
    ]);
    expect(answers.map((answer) => answer.reason ?? seatsIn(answer))).toEqual([
      ['stalls:A:1', 'stalls:A:2'],
      'seats_taken',
      ['stalls:A:3', 'stalls:A:4'],
      'no_seats_together',
    ]);
  });

  it('of two batches and of requests at the same time go to one of them each', async () => {
    const { id } = await bookings.givenPerformance();
    const wanted = Array.from({ length: 6 }, (_, index) => [`stalls:A:${index + 1}`, `stalls:B:${index + 1}`]);
    const batch = () => reserveAll(wanted.map((seatIds) => bookings.seatsOf(id, { seatIds })));
    const requests = wanted.map((seats) =>
      orders.api.request('POST', '/api/orders', { as: someUser(), body: { performanceId: id, seats } }),
    );
    const [first, second, ...answers] = await Promise.all([batch(), batch(), ...requests]);
    const reserved = [...first, ...second].filter(({ outcome }) => outcome === 'succeeded').length;
    expect(reserved + answers.filter(({ status }) => status === 201).length).toBe(6);
    for (const answer of answers.filter(({ status }) => status !== 201))
      expect(codesOf(answer)).toEqual(['seats_taken']);
    expect(await bookings.liveSeats(id)).toBe(12);
  });

  it('are free for a retry although their promise has outlived a rollback', async () => {
    const { id } = await bookings.givenPerformance(oneRow);
    const event = bookings.seatsOf(id, { bestAvailable: bestOf(4) });
    const notForOrders = { topic: 'auth.contact.changed.v1', event: { id: 'user', version: 0 }, eventId: randomUUID() };
    const batch = [{ topic: 'bookings.seats.requested.v1', event, eventId: randomUUID() }, notForOrders];
    await expect(orders.deliverAll(batch as Parameters<typeof orders.deliverAll>[0])).rejects.toThrow('no handler');
    expect(await bookings.answersOf(event.sagaId)).toEqual([]);
    expect(await bookings.reserve(id, event)).toMatchObject({ outcome: 'succeeded' });
  });
});

describe('places are refused', () => {
  const best = { bestAvailable: bestOf(2) };
  it.each<[string, Partial<PerformancePublished>, Partial<SeatsRequested>, string]>([
    ['before the sale', { saleStartsAt: hoursFromNow(1) }, best, 'sale_not_started'],
    ['after the sale', { saleEndsAt: hoursFromNow(-1) }, best, 'sale_ended'],
    ['for too many people', { maxParty: 1 }, best, 'party_too_large'],
    ['for people who cannot sit together', oneRow, { bestAvailable: bestOf(5) }, 'no_seats_together'],
    ['beyond a quota', {}, { standing: { sectionId: 'floor', quantity: 6 } }, 'sold_out'],
    ['that do not exist', {}, { seatIds: ['stalls:A:1', 'stalls:Z:1'] }, 'unknown_seat'],
    ['in an area that does not exist', {}, { standing: { sectionId: 'roof', quantity: 1 } }, 'unknown_section'],
    ['twice in one party', {}, { seatIds: ['stalls:A:1', 'stalls:A:1'] }, 'invalid_wish'],
    ['for nobody', {}, { bestAvailable: bestOf(0) }, 'invalid_wish'],
    ['without a wish', {}, {}, 'invalid_wish'],
    ['with two wishes', {}, { ...best, seatIds: ['stalls:A:1'] }, 'invalid_wish'],
    ['to a party without a confirmed address', {}, { ...best, isBuyerVerified: false }, 'email_not_verified'],
  ])('%s', async (_, given, wish, reason) => {
    const { id } = await bookings.givenPerformance(given);
    const answer = await bookings.reserve(id, wish);
    expect(answer).toMatchObject({ outcome: 'failed', reason, order: null });
    expect(await orders.database.order.count({ where: { sagaId: answer.sagaId } })).toBe(0);
  });

  it('of an unknown performance, and of a cancelled one', async () => {
    expect(await bookings.reserve('f'.repeat(24))).toMatchObject({ outcome: 'failed', reason: 'not_found' });
    const published = await bookings.givenPerformance();
    await orders.deliver('catalog.performance.updated.v1', cancellationOf(published));
    expect(await bookings.reserve(published.id)).toMatchObject({ outcome: 'failed', reason: 'performance_cancelled' });
  });

  it('not while the event of its performance is on its way, which a retry reserves of', async () => {
    const published = performanceOf({ id: orders.signedIds.objectIdOf(newEffect()) });
    const command = bookings.seatsOf(published.id, best);
    await expect(orders.deliver('bookings.seats.requested.v1', command)).rejects.toThrow('has not arrived yet');
    await orders.deliver('catalog.performance.published.v1', published);
    await orders.deliver('bookings.seats.requested.v1', command);
    expect(await orders.database.order.count({ where: { sagaId: command.sagaId } })).toBe(1);
  });

  it('to a buyer who would hold more than the limit, within a batch, too', async () => {
    const { id } = await bookings.givenPerformance();
    const userId = someUser().id;
    const half = { userId, bestAvailable: bestOf(maxUnpaid / 2) };
    const third = { userId, standing: { sectionId: 'floor', quantity: 1 } };
    const answers = await reserveAll([half, half, third].map((wish) => bookings.seatsOf(id, wish)));
    expect(answers.map(({ reason }) => reason)).toEqual([null, null, 'too_many_reservations']);
  });

  it('again for the same reason, although they are free by then', async () => {
    const published = performanceOf();
    const first = await bookings.reserve(published.id);
    await orders.deliver('catalog.performance.published.v1', published);
    const again = await bookings.reserve(published.id, { sagaId: first.sagaId, bestAvailable: bestOf(2) });
    expect(again).toEqual({ ...first, correlationId: again.correlationId });
    expect(again).toMatchObject({ outcome: 'failed', reason: 'not_found' });
  });

  it('not because the database fails: nothing is answered, and a retry reserves', async () => {
    const { id } = await bookings.givenPerformance();
    const command = bookings.seatsOf(id, { standing: { sectionId: 'floor', quantity: 2 } });
    await orders.database.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT FROM standing_areas WHERE performance_id = ${id} FOR UPDATE`;
      const delivered = orders.deliver('bookings.seats.requested.v1', command);
      const terminated = waitFor(
        async () => {
          const [row] = await orders.database.$queryRaw<unknown[]>`
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE wait_event_type = 'Lock' AND query LIKE '%UPDATE standing_areas%'`;
          return row ?? null;
        },
        { timeoutMs: 4_000, intervalMs: 20 },
      );
      const failed = delivered.then(() => null).catch((error: unknown) => error);
      expect(isTransient((await Promise.all([failed, terminated]))[0])).toBe(true);
    });
    expect(await bookings.answersOf(command.sagaId)).toEqual([]);
    expect(await orders.database.bookingStep.count({ where: { sagaId: command.sagaId } })).toBe(0);
    await orders.deliver('bookings.seats.requested.v1', command);
    expect(await bookings.answersOf(command.sagaId)).toMatchObject([{ outcome: 'succeeded' }]);
  });
});

describe('a released booking', () => {
  it('is cancelled, frees its places and answers every attempt alike', async () => {
    const { id } = await bookings.givenPerformance();
    const reserved = await bookings.reserve(id);
    const { sagaId } = reserved;
    for (let count = 0; count < 2; count += 1)
      expect(await bookings.release(sagaId)).toMatchObject([{ outcome: 'succeeded', reason: null, order: null }]);
    const orderId = orderOf(reserved).id;
    expect(await bookings.read(orderId)).toMatchObject({ status: 'cancelled', cancelReason: 'buyer', version: 1 });
    expect((await orders.outboxOf(orderId, 'v2')).map(({ topic }) => topic)).toEqual([
      'orders.order.created.v2',
      'orders.order.cancelled.v2',
    ]);
    expect(await bookings.liveSeats(id)).toBe(0);
    expect(await bookings.reserve(id, { sagaId, bestAvailable: bestOf(2) })).toMatchObject({
      ...{ outcome: 'failed', reason: 'undone', order: null },
    });
  });

  it('is cancelled when it is paid, too, so that payments refunds it', async () => {
    const reserved = await bookings.reserve((await bookings.givenPerformance()).id);
    const orderId = orderOf(reserved).id;
    await bookings.pay(orderId);
    await bookings.release(reserved.sagaId);
    expect(await bookings.read(orderId)).toMatchObject({ status: 'cancelled', cancelReason: 'buyer', version: 2 });
    expect((await orders.outboxOf(orderId, 'v2')).at(-1)).toMatchObject({ payload: { version: 2, reason: 'buyer' } });
  });

  it('never happens when the release overtakes it, in one batch or in two', async () => {
    const { id } = await bookings.givenPerformance();
    const [early, batched] = [randomUUID(), randomUUID()];
    expect(await bookings.release(early)).toMatchObject([{ outcome: 'succeeded' }]);
    const seats = bookings.seatsOf(id, { sagaId: batched, bestAvailable: bestOf(2) });
    await orders.deliverAll([
      { topic: 'bookings.release.requested.v1', event: bookings.nextAttempt(batched), eventId: randomUUID() },
      { topic: 'bookings.seats.requested.v1', event: seats, eventId: randomUUID() },
    ]);
    const answers = [await bookings.reserve(id, { sagaId: early, bestAvailable: bestOf(2) })];
    answers.push(...(await bookings.answerTo(seats)));
    for (const answer of answers) expect(answer).toMatchObject({ outcome: 'failed', reason: 'undone' });
    expect(answers).toHaveLength(2);
    expect(await bookings.liveSeats(id)).toBe(0);
  });

  it('holds nothing, whichever of reservation and release comes first', async () => {
    const { id } = await bookings.givenPerformance();
    const sagaIds = Array.from({ length: 10 }, () => randomUUID());
    await Promise.all(
      sagaIds.flatMap((sagaId) => [
        bookings.reserve(id, { sagaId, bestAvailable: bestOf(1) }),
        bookings.release(sagaId),
      ]),
    );
    expect(await bookings.liveSeats(id)).toBe(0);
  });

  it('keeps the reason of a refusal', async () => {
    const { sagaId } = await bookings.reserve('f'.repeat(24));
    await bookings.release(sagaId);
    expect(await bookings.reserve('f'.repeat(24), { sagaId })).toMatchObject({ reason: 'not_found' });
  });

  it('is found by its order after its step was forgotten', async () => {
    const { id } = await bookings.givenPerformance();
    const [old, young] = [await bookings.reserve(id), await bookings.reserve(id)];
    await orders.database.$executeRaw`
      UPDATE booking_steps SET recorded_at = now() - interval '36 days' WHERE saga_id = ${old.sagaId}`;
    await prune(orders.database, migrationTarget.slotName, { alsoExpired: [forgottenSteps] });
    const kept = await orders.database.bookingStep.findMany({ where: { sagaId: { in: [old.sagaId, young.sagaId] } } });
    expect(kept.map(({ sagaId }) => sagaId)).toEqual([young.sagaId]);
    await bookings.release(old.sagaId);
    expect(await bookings.read(orderOf(old).id)).toMatchObject({ status: 'cancelled' });
  });
});
