import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createReservationStatements } from '@ticketing/common/reservations';
import type { PerformancePublished } from '@ticketing/contracts';
import { codesOf, cookieOf, someUser, type TestUser, testJwtKey } from '@ticketing/testing/api';
import { bookingsOf } from './booking-fixture.ts';
import { maxUnpaid, type OrdersFixture, startOrders } from './orders-fixture.ts';
import { hoursFromNow, performanceOf, seatRow } from './performance-fixture.ts';

let orders: OrdersFixture;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(() => orders.stop());

async function givenPerformance(given: Partial<PerformancePublished> = {}): Promise<PerformancePublished> {
  const published = performanceOf(given);
  await orders.deliver('catalog.performance.published.v1', published);
  return published;
}

interface Wish {
  seats?: string[];
  bestAvailable?: { quantity: number; [option: string]: unknown };
  standing?: { sectionId: string; quantity: number };
}
const reserve = (performanceId: string, wish: Wish, as: TestUser = someUser()) =>
  orders.api.request('POST', '/api/orders', { as, body: { performanceId, ...wish } });
const seatsOf = ({ body }: { body: unknown }) =>
  (body as { items: { seatId?: string }[] }).items.flatMap(({ seatId }) => seatId ?? []);
const read = async (performanceId: string) =>
  (await orders.api.request('GET', `/api/orders/performances/${performanceId}/seats`)).body as {
    status: string;
    seats: Record<string, Record<string, string>>;
    standing: Record<string, number>;
  };
/** Reads until the view, which may be a quarter of a second old, is as expected. */
async function untilFree(performanceId: string, expected: { stalls?: Record<string, string>; floor?: number }) {
  for (const until = Date.now() + 5_000; ; ) {
    const { seats, standing } = await read(performanceId);
    const actual = { stalls: seats.stalls, floor: standing.floor };
    const isExpected = JSON.stringify({ ...actual, ...expected }) === JSON.stringify(actual);
    if (isExpected || Date.now() > until) return expect(actual).toMatchObject(expected);
  }
}

it('of a departure is booked, not ordered, and nobody waits for it in a list', async () => {
  const { id } = await givenPerformance({ kind: 'departure' });
  const as = someUser();
  const ordered = await reserve(id, { seats: ['stalls:A:1'] }, as);
  const waiting = await orders.api.request('POST', `/api/orders/performances/${id}/waiting`, {
    as,
    body: { bestAvailable: { quantity: 2 } },
  });
  for (const answer of [ordered, waiting])
    expect([answer.status, codesOf(answer)]).toEqual([409, ['booking_required']]);
  await untilFree(id, { stalls: { A: '111111', B: '111111' } });
});

it('free places of departures are counted by category', async () => {
  const sold = await givenPerformance({ kind: 'departure', heldBack: ['stalls:A:1', 'stalls:B:6'] });
  const [empty, concert] = [await givenPerformance({ kind: 'departure' }), await givenPerformance()];
  const bookings = bookingsOf(orders);
  await bookings.reserve(sold.id, { seatIds: ['stalls:A:2', 'stalls:A:3'] });
  await bookings.reserve(sold.id, { standing: { sectionId: 'floor', quantity: 2 } });
  const ids = [sold.id, concert.id, randomBytes(12).toString('hex'), empty.id].join();
  const { status, body } = await orders.api.request('GET', `/api/orders/performances?ids=${ids}`);
  expect(status).toBe(200);
  expect(body).toHaveLength(2);
  expect(body).toEqual(
    expect.arrayContaining([
      { performanceId: sold.id, free: { a: 8, floor: 3 } },
      { performanceId: empty.id, free: { a: 12, floor: 5 } },
    ]),
  );
});

describe('a party', () => {
  it('gets the seats that it asks for, in one order with one event', async () => {
    const { id: performanceId, startsAt } = await givenPerformance();
    const buyer = someUser();
    const answer = await reserve(performanceId, { seats: ['stalls:A:2', 'stalls:A:1'] }, buyer);

    expect(answer).toMatchObject({
      status: 201,
      body: {
        status: 'created',
        total: 98,
        currency: 'USD',
        performance: { id: performanceId, title: 'String quartets', startsAt: new Date(startsAt).toISOString() },
        items: [
          { kind: 'seat', seatId: 'stalls:A:2', label: 'Stalls, row A, seat 2', price: 49 },
          { kind: 'seat', seatId: 'stalls:A:1', label: 'Stalls, row A, seat 1', price: 49 },
        ],
      },
    });
    expect(answer.body).not.toHaveProperty('ticket');
    const { id, statement, expiresAt } = answer.body as { id: string; statement: string; expiresAt: string };
    expect(createReservationStatements(testJwtKey).read(statement)).toMatchObject({ orderId: id, priceMinor: 9_800 });
    expect(await orders.outboxOf(id)).toEqual([]);
    expect(await orders.outboxOf(id, 'v2')).toEqual([
      {
        topic: 'orders.order.created.v2',
        payload: expect.objectContaining({
          ...{ id, userId: buyer.id, expiresAt: Date.parse(expiresAt), total: 9_800, reservation: null, version: 0 },
          items: [
            expect.objectContaining({ kind: 'seat', performanceId, seatId: 'stalls:A:2', price: 4_900 }),
            expect.objectContaining({ kind: 'seat', performanceId, seatId: 'stalls:A:1', price: 4_900 }),
          ],
        }),
      },
    ]);
    await untilFree(performanceId, { stalls: { A: '001111', B: '111111' } });
    const own = await orders.api.request('GET', `/api/orders/${id}`, { as: buyer });
    expect(own.body).toMatchObject({ items: [{ seatId: 'stalls:A:2' }, { seatId: 'stalls:A:1' }] });
  });

  it('is seated together, in the middle of the best row', async () => {
    const { id } = await givenPerformance();
    const answer = await reserve(id, { bestAvailable: { quantity: 2 } });
    expect(seatsOf(answer)).toEqual(['stalls:A:3', 'stalls:A:4']);
  });

  it('of two with overlapping seats, one gets all of them and the other none, a hundred times', async () => {
    const { id } = await givenPerformance({
      sections: [
        {
          id: 'stalls',
          name: 'Stalls',
          rows: Array.from({ length: 100 }, (_, index) => seatRow(String(index), 4)),
          standing: null,
        },
      ],
    });
    const pairs = await Promise.all(
      Array.from({ length: 100 }, (_, index) => {
        const seat = (number: number) => `stalls:${index}:${number}`;
        return Promise.all([
          reserve(id, { seats: [seat(1), seat(2), seat(3)] }),
          reserve(id, { seats: [seat(4), seat(3), seat(2)] }),
        ]);
      }),
    );
    for (const pair of pairs) {
      expect(pair.map(({ status }) => status).toSorted()).toEqual([201, 400]);
      expect(pair.filter(({ status }) => status === 400).flatMap(codesOf)).toEqual(['seats_taken']);
    }
    expect(await orders.database.orderSeat.count({ where: { performanceId: id, isLive: true } })).toBe(300);
  }, 30_000);

  it('never takes a seat of another when all want the best ones at once', async () => {
    const { id } = await givenPerformance();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => reserve(id, { bestAvailable: { quantity: 2 } })),
    );
    const seats = answers.filter(({ status }) => status === 201).flatMap(seatsOf);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(6);
    expect(new Set(seats).size).toBe(12);
    expect(new Set(answers.filter(({ status }) => status !== 201).flatMap(codesOf))).toEqual(
      new Set(['no_seats_together']),
    );
  });

  it('never fills a standing area beyond its quota', async () => {
    const { id } = await givenPerformance();
    const standing = { sectionId: 'floor', quantity: 2 };
    const answers = await Promise.all(Array.from({ length: 10 }, () => reserve(id, { standing })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    expect(new Set(answers.filter(({ status }) => status !== 201).flatMap(codesOf))).toEqual(new Set(['sold_out']));
    await untilFree(id, { floor: 1 });
  });

  it('frees all of its places when it is cancelled, once', async () => {
    const { id } = await givenPerformance();
    const buyer = someUser();
    const seated = (await reserve(id, { bestAvailable: { quantity: 4 } }, buyer)).body as { id: string };
    const standing = (await reserve(id, { standing: { sectionId: 'floor', quantity: 3 } }, buyer)).body as {
      id: string;
    };
    for (const orderId of [seated.id, standing.id, seated.id, standing.id])
      expect((await orders.api.request('DELETE', `/api/orders/${orderId}`, { as: buyer })).status).toBe(204);

    await untilFree(id, { stalls: { A: '111111', B: '111111' }, floor: 5 });
    expect((await orders.outboxOf(seated.id, 'v2')).map(({ topic }) => topic)).toEqual([
      'orders.order.created.v2',
      'orders.order.cancelled.v2',
    ]);
    expect((await reserve(id, { bestAvailable: { quantity: 6 } })).status).toBe(201);
  });

  it('keeps its places when it has paid', async () => {
    const { id } = await givenPerformance();
    const order = (await reserve(id, { seats: ['stalls:B:1'] })).body as { id: string };
    await orders.deliver('payments.payment.created.v1', { id: 'payment', orderId: order.id, stripeId: 'pi' });
    await untilFree(id, { stalls: { A: '111111', B: '011111' } });
    expect((await orders.outboxOf(order.id, 'v2')).at(-1)).toMatchObject({
      topic: 'orders.order.completed.v2',
      payload: { items: [{ kind: 'seat', seatId: 'stalls:B:1' }], paymentId: 'payment', version: 1 },
    });
  });

  it('is reserved once for the same Idempotency-Key', async () => {
    const { id } = await givenPerformance();
    const request = {
      as: someUser(),
      headers: { 'idempotency-key': randomUUID() },
      body: { performanceId: id, bestAvailable: { quantity: 2 } },
    };
    const first = await orders.api.request('POST', '/api/orders', request);
    await orders.expireResponses();
    const second = await orders.api.request('POST', '/api/orders', request);
    expect(second).toMatchObject({ status: 201, body: { id: (first.body as { id: string }).id } });
    expect(await orders.database.orderSeat.count({ where: { performanceId: id } })).toBe(2);
  });
});

describe('places are refused', () => {
  const refused = async (given: Partial<PerformancePublished>, wish: Wish, as?: TestUser) => {
    const { id } = await givenPerformance(given);
    const answer = await reserve(id, wish, as);
    return [answer.status, ...codesOf(answer)];
  };
  const two = { bestAvailable: { quantity: 2 } };

  it.each<[string, Partial<PerformancePublished>, Wish, string]>([
    ['before the sale', { saleStartsAt: hoursFromNow(1) }, two, 'sale_not_started'],
    ['after the sale', { saleEndsAt: hoursFromNow(-1) }, two, 'sale_ended'],
    ['after the start', { startsAt: hoursFromNow(-1) }, two, 'sale_ended'],
    ['for more people than an order may have', { maxParty: 1 }, two, 'party_too_large'],
    ['that are not for general sale', { heldBack: ['stalls:A:1'] }, { seats: ['stalls:A:1'] }, 'seats_taken'],
    [
      'whose sum is too small to be charged',
      { categories: [{ id: 'a', name: 'A', price: 24 }] },
      two,
      'amount_too_small',
    ],
    [
      'whose sum is too large to be charged',
      { categories: [{ id: 'a', name: 'A', price: 99_999_999 }] },
      two,
      'amount_too_large',
    ],
  ])('%s', async (_, given, wish, code) => expect(await refused(given, wish)).toEqual([400, code]));

  it('once the organiser has closed the sale or cancelled the performance', async () => {
    for (const [status, code] of [
      ['closed', 'sale_ended'],
      ['cancelled', 'performance_cancelled'],
    ] as const) {
      const { id, title, startsAt, saleStartsAt, saleEndsAt, categories } = await givenPerformance();
      const update = { id, title, startsAt, saleStartsAt, saleEndsAt, categories, status, version: 1 };
      await orders.deliver('catalog.performance.updated.v1', update);
      expect(codesOf(await reserve(id, two))).toEqual([code]);
      expect((await read(id)).status).toBe(status);
    }
  });

  it('at the new price after a change, also to a process that has read the old one', async () => {
    const { id, title, startsAt, saleStartsAt, saleEndsAt, categories } = await givenPerformance();
    await read(id);
    const dearer = categories.map((category) => ({ ...category, price: category.price + 100 }));
    const update = { id, title, startsAt, saleStartsAt, saleEndsAt, categories: dearer, status: 'on_sale', version: 1 };
    await orders.deliver('catalog.performance.updated.v1', update);
    expect((await reserve(id, two)).body).toMatchObject({ total: 100 });
  });

  it('to a buyer who would hold more than the limit, and counts places rather than orders', async () => {
    const { id } = await givenPerformance();
    const buyer = someUser();
    expect((await reserve(id, { bestAvailable: { quantity: 6 } }, buyer)).status).toBe(201);
    const answer = await reserve(id, { bestAvailable: { quantity: maxUnpaid - 5 } }, buyer);
    expect([answer.status, ...codesOf(answer)]).toEqual([429, 'too_many_reservations']);
    expect((await reserve(id, { bestAvailable: { quantity: maxUnpaid - 6 } }, buyer)).status).toBe(201);
  });

  it('for more people than a buyer may hold places for, whatever the performance allows', async () => {
    const all = { bestAvailable: { quantity: maxUnpaid + 1 } };
    const sections = [{ id: 'stalls', name: 'Stalls', rows: [seatRow('A', maxUnpaid + 1)], standing: null }];
    expect(await refused({ maxParty: maxUnpaid + 1, sections }, all)).toEqual([400, 'party_too_large']);
  });

  it('to a party of a buyer without a confirmed address', async () => {
    const { id } = await givenPerformance();
    const answer = await orders.api.request('POST', '/api/orders', {
      headers: { cookie: cookieOf(someUser(), { email_verified: false }) },
      body: { performanceId: id, ...two },
    });
    expect([answer.status, ...codesOf(answer)]).toEqual([403, 'email_not_verified']);
  });

  it.each<[string, object]>([
    ['without a wish', {}],
    ['with two wishes', { ...two, standing: { sectionId: 'floor', quantity: 1 } }],
    ['with a ticket, too', { ...two, ticketId: 'a'.repeat(24) }],
    ['twice in one order', { seats: ['stalls:A:1', 'stalls:A:1'] }],
    ['that do not exist', { seats: ['stalls:Z:1'] }],
    ['in a standing area that does not exist', { standing: { sectionId: 'roof', quantity: 1 } }],
    ['for nobody', { bestAvailable: { quantity: 0 } }],
    ['for half a person', { bestAvailable: { quantity: 1.5 } }],
    ['with a price that is none', { bestAvailable: { quantity: 1, maxPrice: -1 } }],
    ['under ids with other characters', { seats: ['stalls:A:1\u0000'] }],
  ])('%s', async (_, wish) => {
    const { id: performanceId } = await givenPerformance();
    const body = { performanceId, ...wish };
    const answer = await orders.api.request('POST', '/api/orders', { as: someUser(), body });
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).not.toContain('seats_taken');
  });

  it('of an unknown performance', async () => {
    const unknown = randomBytes(12).toString('hex');
    expect((await reserve(unknown, two)).status).toBe(404);
    expect((await orders.api.request('GET', `/api/orders/performances/${unknown}/seats`)).status).toBe(404);
  });
});

it('shows sections and rows that are named like what every object inherits', async () => {
  const sections = [{ id: 'constructor', name: 'Stalls', rows: [seatRow('toString', 2)], standing: null }];
  const { id } = await givenPerformance({ sections });
  expect((await read(id)).seats).toEqual({ constructor: { toString: '11' } });
  expect(Object.hasOwn(Object, 'toString')).toBe(false);
});

it('answers 304 while nothing has changed', async () => {
  const { id } = await givenPerformance();
  const path = `/api/orders/performances/${id}/seats`;
  const etag = (await orders.api.request('GET', path)).headers.get('etag') ?? '';
  const again = () => orders.api.request('GET', path, { headers: { 'if-none-match': etag } });
  expect((await again()).status).toBe(304);
  await reserve(id, { seats: ['stalls:A:1'] });
  await untilFree(id, { stalls: { A: '011111', B: '111111' } });
  expect((await again()).status).toBe(200);
});
