import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventByTopic } from '@ticketing/contracts';
import { cookieOf, someUser } from '@ticketing/testing/api';
import { cancelEventIdOf } from '../src/domain/cancel-event.ts';
import { type BookingsFixture, startBookings } from './bookings-fixture.ts';

let bookings: BookingsFixture;
beforeAll(async () => {
  bookings = await startBookings();
});
afterAll(() => bookings.stop());

const organiser = someUser();
const newPerformanceId = () => randomBytes(12).toString('hex');
const updated = (id: string, status: string, version = 1, cancelledBy: string | null = organiser.id) =>
  bookings.deliver('catalog.performance.updated.v1', {
    ...{ id, title: 'Quartets', startsAt: Date.now(), saleStartsAt: null, saleEndsAt: null, categories: [] },
    ...{ status, cancelledBy: status === 'cancelled' ? cancelledBy : null, version },
  });
/** Version 0 is its publication. */
async function published(): Promise<string> {
  const id = newPerformanceId();
  await bookings.deliver('catalog.performance.published.v1', {
    ...{ id, organiserId: 'organiser', kind: 'performance', title: 'Quartets', startsAt: Date.now(), timeZone: 'UTC' },
    ...{
      saleStartsAt: null,
      saleEndsAt: null,
      currency: 'USD',
      maxParty: 6,
      categories: [],
      sections: [],
      heldBack: [],
    },
    version: 0,
  });
  return id;
}
async function cancelled(): Promise<string> {
  const id = await published();
  await updated(id, 'cancelled');
  return id;
}
const commandsOf = (performanceId: string) => bookings.commandsOf(cancelEventIdOf(performanceId));
const lastCommandOf = async (performanceId: string) => (await commandsOf(performanceId)).at(-1);

const read = (performanceId: string, as = organiser) =>
  bookings.api.request('GET', `/api/bookings/cancellations/${performanceId}`, { as });

type Topic = Extract<keyof EventByTopic, `${string}.cancellation.answered.v1`>;
/** Answers the last question. */
async function answer<T extends Topic>(
  performanceId: string,
  topic: T,
  said: Omit<EventByTopic[T], 'sagaId' | 'correlationId'>,
): Promise<void> {
  const sagaId = cancelEventIdOf(performanceId);
  const correlationId = (await lastCommandOf(performanceId))?.payload.correlationId ?? '';
  await bookings.deliver(topic, { sagaId, correlationId, ...said } as unknown as EventByTopic[T]);
}
const soldOut = (performanceId: string, outcome: string, seenAt: number | null) =>
  answer(performanceId, 'orders.cancellation.answered.v1', { outcome, seenAt, orders: null });
const someOrders = { live: 0, ended: 121, paid: 120, known: 123 };
const someRefunds = {
  refunded: 118,
  underWay: 2,
  failed: 0,
  toTell: 118,
  amounts: [{ currency: 'USD', amount: 578_200 }],
};

describe('a cancelled performance', () => {
  it('is watched by one saga, however often its event arrives', async () => {
    const id = await cancelled();
    await updated(id, 'cancelled');
    await updated(id, 'cancelled', 2);
    expect(await commandsOf(id)).toMatchObject([
      { topic: 'bookings.sales.requested.v1', payload: { performanceId: id, seenAt: null } },
    ]);
  });

  it('is not, while it is only changed or closed, nor when an earlier release has cancelled it', async () => {
    const id = await published();
    await updated(id, 'closed');
    await updated(id, 'cancelled', 2, null);
    expect(await commandsOf(id)).toEqual([]);
    expect((await read(id)).status).toBe(404);
  });
});

describe('the saga of a cancelled performance', () => {
  it('asks everybody in turn until the answer is yes, with what others have answered', async () => {
    const id = await cancelled();
    const sagaId = cancelEventIdOf(id);
    expect((await read(id)).body).toMatchObject({ status: 'running', step: 'sales' });
    const seenAt = Date.now();
    await soldOut(id, 'pending', seenAt);
    await bookings.passTime(sagaId);
    expect(await lastCommandOf(id)).toMatchObject({ payload: { correlationId: `${sagaId}:sales:2`, seenAt } });

    await soldOut(id, 'succeeded', seenAt);
    const reservedAfter = seenAt - 60_000;
    expect(await lastCommandOf(id)).toMatchObject({
      topic: 'bookings.endings.requested.v1',
      payload: { performanceId: id, reservedAfter },
    });
    const ended = { outcome: 'succeeded', seenAt: null, orders: someOrders };
    await answer(id, 'orders.cancellation.answered.v1', ended);
    expect(await lastCommandOf(id)).toMatchObject({
      topic: 'bookings.refunds.requested.v1',
      payload: { performanceId: id, reservedAfter, orders: 123 },
    });

    await answer(id, 'payments.cancellation.answered.v1', { outcome: 'pending', refunds: someRefunds });
    expect((await read(id)).body).toEqual({
      ...{ performanceId: id, status: 'running', step: 'refunds' },
      ...{ startedAt: expect.any(String), updatedAt: expect.any(String) },
      orders: { live: 0, ended: 121, paid: 120 },
      refunds: { refunded: 118, underWay: 2, failed: 0, amounts: [{ currency: 'USD', amount: 5_782 }] },
    });
    await bookings.passTime(sagaId);
    const refunds = { ...someRefunds, refunded: 120, underWay: 0, toTell: 119 };
    await answer(id, 'payments.cancellation.answered.v1', { outcome: 'succeeded', refunds });
    expect(await lastCommandOf(id)).toMatchObject({
      topic: 'bookings.notices.requested.v1',
      payload: { performanceId: id, orders: 121, refunds: 119 },
    });

    const notices = { handedOver: 238, givenUp: 2, due: 0 };
    await answer(id, 'notifications.cancellation.answered.v1', { outcome: 'succeeded', notices });
    const { body } = await read(id);
    expect(body).toMatchObject({ status: 'completed', notices });
    expect(body).not.toHaveProperty('step');
  });

  it('asks again when nobody answers, and is never undone', async () => {
    const id = await cancelled();
    const sagaId = cancelEventIdOf(id);
    for (const _ of Array.from({ length: 6 })) await bookings.passTime(sagaId);
    expect((await commandsOf(id)).map(({ topic }) => topic)).toEqual(Array(4).fill('bookings.sales.requested.v1'));
    const headers = { cookie: cookieOf(someUser(), { roles: ['operator'] }) };
    const path = `/api/bookings/sagas/${sagaId}`;
    expect(await bookings.api.request('POST', `${path}/compensation`, { headers })).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'past_pivot' }] },
    });
    const { body } = await bookings.api.request('GET', path, { headers });
    expect(body).toMatchObject({ definition: 'cancel-event', actions: { compensate: false } });
    const listed = await bookings.api.request('GET', `/api/bookings/sagas?definition=cancel-event&search=${id}`, {
      headers,
    });
    expect(listed.body).toMatchObject([{ id: sagaId }]);
  });

  it('is shown to who cancelled it and to operators', async () => {
    const id = await cancelled();
    expect((await read(id, someUser())).status).toBe(401);
    expect((await bookings.api.request('GET', `/api/bookings/cancellations/${id}`)).status).toBe(401);
    const headers = { cookie: cookieOf(someUser(), { roles: ['operator'] }) };
    const seen = await bookings.api.request('GET', `/api/bookings/cancellations/${id}`, { headers });
    expect(seen).toMatchObject({ status: 200, body: { performanceId: id } });
  });
});

it('a complete booking is cancelled with its performance, and says so', async () => {
  const [buyer, id] = [someUser(), await published()];
  const body = { performanceId: id, seats: ['coach-1:1:1'] };
  const begun = bookings.api.request('POST', '/api/bookings', { as: buyer, body });
  let booking: { id: string; version: number } | undefined;
  while (!booking) {
    await bookings.answerAll();
    const { body: own } = await bookings.api.request('GET', '/api/bookings', { as: buyer });
    booking = (own as { id: string; version: number; status: string }[]).find(({ status }) => status === 'complete');
  }
  await begun;
  await updated(id, 'cancelled');
  const { body: after } = await bookings.api.request('GET', `/api/bookings/${booking.id}`, { as: buyer });
  expect(after).toMatchObject({
    ...{ status: 'cancelled', cancelReason: 'event_cancelled', version: booking.version + 1 },
    order: { id: expect.any(String) },
  });
});
