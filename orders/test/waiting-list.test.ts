import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PerformancePublished } from '@ticketing/contracts';
import { codesOf, someUser, type TestUser } from '@ticketing/testing/api';
import { offerPlaces } from '../src/use-cases/offer-places.ts';
import { limits, type OrdersFixture, startOrders } from './orders-fixture.ts';
import { cancellationOf, performanceOf, seatRow } from './performance-fixture.ts';

const offerSeconds = 1_800;
let orders: OrdersFixture;
let offer: ReturnType<typeof offerPlaces>;
beforeAll(async () => {
  orders = await startOrders();
  const { database, seatViews, signedIds } = orders;
  offer = offerPlaces({ database, seatViews, signedIds, limits, offerSeconds });
});
afterAll(() => orders.stop());

/** A row of four seats, and a standing area for two people. */
async function givenPerformance(): Promise<PerformancePublished> {
  const published = performanceOf({
    sections: [
      { id: 'stalls', name: 'Stalls', rows: [seatRow('A', 4)], standing: null },
      { id: 'floor', name: 'Floor', rows: [], standing: { quota: 2, categoryId: 'floor' } },
    ],
  });
  await orders.deliver('catalog.performance.published.v1', published);
  return published;
}

interface Held {
  orderId: string;
  buyer: TestUser;
}
async function reserve(performanceId: string, wish: object, buyer = someUser()) {
  const answer = await orders.api.request('POST', '/api/orders', { as: buyer, body: { performanceId, ...wish } });
  return { ...answer, buyer };
}
async function held(performanceId: string, wish: object): Promise<Held> {
  const { status, body, buyer } = await reserve(performanceId, wish);
  expect(status).toBe(201);
  return { orderId: (body as { id: string }).id, buyer };
}
const cancel = async ({ orderId, buyer }: Held) =>
  expect((await orders.api.request('DELETE', `/api/orders/${orderId}`, { as: buyer })).status).toBe(204);
const pathOf = (performanceId: string) => `/api/orders/performances/${performanceId}/waiting`;
const join = (performanceId: string, quantity: number, as: TestUser, wish: object = { bestAvailable: { quantity } }) =>
  orders.api.request('POST', pathOf(performanceId), { as, body: wish });
const entryOf = async (performanceId: string, as: TestUser) =>
  ((await orders.api.request('GET', pathOf(performanceId), { as })).body as { entry: { position: number } | null })
    .entry;
const ordersOf = async (as: TestUser) =>
  (await orders.api.request('GET', '/api/orders', { as })).body as {
    id: string;
    status: string;
    expiresAt: string;
    createdAt: string;
    items: { seatId?: string; sectionId?: string }[];
  }[];

/** A performance whose four seats are held by two parties of two. */
async function givenSoldOut() {
  const { id } = await givenPerformance();
  const [first, second] = [
    await held(id, { seats: ['stalls:A:1', 'stalls:A:2'] }),
    await held(id, { seats: ['stalls:A:3', 'stalls:A:4'] }),
  ];
  return { id, first, second };
}
/** Joins once the view, which may be a quarter of a second old, knows that there is nothing left. */
async function joined(performanceId: string, quantity: number, as = someUser()): Promise<TestUser> {
  for (const until = Date.now() + 5_000; ; ) {
    const answer = await join(performanceId, quantity, as);
    if (answer.status === 200) return as;
    expect(codesOf(answer)).toEqual(['places_free']);
    expect(Date.now()).toBeLessThan(until);
  }
}

describe('the waiting list', () => {
  it('offers freed seats to the first, as an order that expires and is announced as an offer', async () => {
    const { id, first } = await givenSoldOut();
    const [one, two] = [await joined(id, 2), await joined(id, 2)];
    expect([await entryOf(id, one), await entryOf(id, two)]).toMatchObject([{ position: 1 }, { position: 2 }]);

    await cancel(first);
    expect(await offer('freed')).toBe(1);
    const [offered] = await ordersOf(one);
    expect(offered).toMatchObject({ status: 'created', items: [{ seatId: 'stalls:A:1' }, { seatId: 'stalls:A:2' }] });
    const holdsForMs = Date.parse(offered?.expiresAt ?? '') - Date.parse(offered?.createdAt ?? '');
    expect(holdsForMs).toBeCloseTo(offerSeconds * 1_000, -2);
    expect(await orders.outboxOf(offered?.id ?? '', 'v2')).toMatchObject([{ payload: { isOffer: true } }]);
    expect(await ordersOf(two)).toEqual([]);
    expect([await entryOf(id, one), await entryOf(id, two)]).toMatchObject([null, { position: 1 }]);
  });

  it('passes an offer on when it is released', async () => {
    const { id, first } = await givenSoldOut();
    const [one, two] = [await joined(id, 2), await joined(id, 2)];
    await cancel(first);
    await offer('freed');
    const [offered] = await ordersOf(one);
    await cancel({ orderId: offered?.id ?? '', buyer: one });
    expect(await offer('freed')).toBe(1);
    expect(await ordersOf(two)).toMatchObject([{ status: 'created' }]);
  });

  it('goes before everybody else, who are served as soon as it was asked', async () => {
    const { id, first } = await givenSoldOut();
    // A party of four that two freed seats don't help.
    await joined(id, 4);
    await cancel(first);
    const early = await reserve(id, { seats: ['stalls:A:1', 'stalls:A:2'] });
    expect([early.status, codesOf(early)]).toEqual([400, [expect.stringMatching(/waiting_list_first|seats_taken/)]]);
    expect(await offer('freed')).toBe(0);
    for (const until = Date.now() + 5_000; ; ) {
      const { status } = await reserve(id, { seats: ['stalls:A:1', 'stalls:A:2'] });
      if (status === 201) break;
      expect(Date.now()).toBeLessThan(until);
    }
  });

  it('passes over a party that does not fit, which keeps its place', async () => {
    const { id, first, second } = await givenSoldOut();
    const [four, two] = [await joined(id, 4), await joined(id, 2)];
    await cancel(first);
    expect(await offer('freed')).toBe(1);
    expect(await ordersOf(two)).toHaveLength(1);
    expect(await entryOf(id, four)).toMatchObject({ position: 1 });
    const [offered] = await ordersOf(two);
    await cancel(second);
    await cancel({ orderId: offered?.id ?? '', buyer: two });
    expect(await offer('freed')).toBe(1);
    expect((await ordersOf(four))[0]?.items).toHaveLength(4);
  });

  it('offers standing places', async () => {
    const { id } = await givenPerformance();
    const standing = { sectionId: 'floor', quantity: 2 };
    const holder = await held(id, { standing });
    const waiting = someUser();
    for (const until = Date.now() + 5_000; (await join(id, 2, waiting, { standing })).status !== 200; )
      expect(Date.now()).toBeLessThan(until);
    await cancel(holder);
    expect(await offer('freed')).toBe(1);
    expect(await ordersOf(waiting)).toMatchObject([{ items: [{ sectionId: 'floor' }, { sectionId: 'floor' }] }]);
  });

  it('makes each offer once, whatever number of processes offer at the same time', async () => {
    const { id, first, second } = await givenSoldOut();
    const waiting = [await joined(id, 1), await joined(id, 1), await joined(id, 1), await joined(id, 1)];
    await Promise.all([cancel(first), cancel(second)]);
    const counts = await Promise.all(Array.from({ length: 5 }, () => offer('freed')));
    await offer('freed');
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(4);
    const offered = await Promise.all(waiting.map(ordersOf));
    expect(offered.map((list) => list.length)).toEqual([1, 1, 1, 1]);
    expect(new Set(offered.flatMap(([order]) => order?.items[0]?.seatId ?? '')).size).toBe(4);
  });

  it('finds places that became free before anybody waited, too', async () => {
    const { id, first } = await givenSoldOut();
    const waiting = await joined(id, 2);
    await cancel(first);
    await orders.database.performance.update({ where: { id }, data: { offersDue: false } });
    expect(await offer('all')).toBeGreaterThanOrEqual(1);
    expect(await ordersOf(waiting)).toHaveLength(1);
  });

  it('is joined once per person, and left', async () => {
    const { id } = await givenSoldOut();
    const person = await joined(id, 2);
    expect(await join(id, 3, person)).toMatchObject({ status: 200, body: { quantity: 2, position: 1 } });
    const leave = () => orders.api.request('DELETE', pathOf(id), { as: person });
    expect([(await leave()).status, (await leave()).status]).toEqual([204, 204]);
    expect(await entryOf(id, person)).toBeNull();
  });

  it('refuses who has nothing to wait for', async () => {
    const published = await givenPerformance();
    const { id } = published;
    expect(codesOf(await join(id, 2, someUser()))).toEqual(['places_free']);
    expect(codesOf(await join(id, 7, someUser()))).toEqual(['party_too_large']);
    expect((await join(randomUUID().replaceAll('-', '').slice(0, 24), 2, someUser())).status).toBe(404);
    expect((await join(id, 2, someUser(), {})).status).toBe(400);
    await orders.deliver('catalog.performance.updated.v1', cancellationOf(published));
    for (const until = Date.now() + 5_000; ; ) {
      const answer = await join(id, 2, someUser());
      if (codesOf(answer)[0] === 'performance_cancelled') break;
      expect(Date.now()).toBeLessThan(until);
    }
  });

  it('offers nothing of a cancelled performance', async () => {
    const published = performanceOf({
      sections: [{ id: 'stalls', name: 'Stalls', rows: [seatRow('A', 1)], standing: null }],
    });
    await orders.deliver('catalog.performance.published.v1', published);
    const holder = await held(published.id, { seats: ['stalls:A:1'] });
    const waiting = await joined(published.id, 1);
    await orders.deliver('catalog.performance.updated.v1', cancellationOf(published));
    await cancel(holder);
    expect(await offer('freed')).toBe(0);
    expect(await ordersOf(waiting)).toEqual([]);
  });
});
