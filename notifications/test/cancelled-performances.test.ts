import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type NotificationsFixture, type Person, somebody, startNotifications } from './notifications-fixture.ts';

let notifications: NotificationsFixture;
beforeAll(async () => {
  notifications = await startNotifications();
});
afterAll(() => notifications.stop());

const itemsOf = (performanceId: string) => [
  { kind: 'seat', ticketId: null, performanceId, seatId: 'stalls:A:1', sectionId: 'stalls' },
];
interface Given {
  buyer?: Person;
  reservedUntil?: number;
}

/** An order for places. */
async function givenOrder(performanceId: string, { buyer = somebody(), reservedUntil = Date.now() }: Given = {}) {
  const id = randomUUID();
  await notifications.givenContact(buyer);
  await notifications.deliver('orders.order.created.v2', {
    ...{ id, status: 'created', userId: buyer.id, expiresAt: reservedUntil, title: 'Quartets', total: 4_900 },
    items: itemsOf(performanceId).map((item) => ({ ...item, label: 'Row A, seat 1', price: 4_900 })),
    ...{ currency: 'USD', reservation: null, isOffer: false, version: 0 },
  });
  return { id, buyer };
}
const end = ({ id }: { id: string }, performanceId: string) =>
  notifications.deliver('orders.order.cancelled.v2', {
    ...{ id, items: itemsOf(performanceId), reservation: null, reason: 'event_cancelled', version: 1 },
  });

/** Asks whether everybody has been told. */
async function ask(performanceId: string, expected: { orders: number; refunds: number }) {
  const question = { sagaId: randomUUID(), correlationId: randomUUID(), performanceId, ...expected };
  await notifications.deliver('bookings.notices.requested.v1', question);
  const answer = notifications.answers.find(({ correlationId }) => correlationId === question.correlationId);
  expect(answer?.sagaId).toBe(question.sagaId);
  return { outcome: answer?.outcome, ...answer?.notices };
}

describe('the question whether everybody has been told', () => {
  it('is answered once both mails of everybody are handed over', async () => {
    const performanceId = randomUUID();
    const [paid, unpaid] = [await givenOrder(performanceId), await givenOrder(performanceId)];
    const expected = { orders: 2, refunds: 1 };
    expect(await ask(performanceId, expected)).toEqual({ outcome: 'pending', handedOver: 0, givenUp: 0, due: 0 });
    for (const order of [paid, unpaid]) await end(order, performanceId);
    expect(await ask(performanceId, expected)).toEqual({ outcome: 'pending', handedOver: 0, givenUp: 0, due: 2 });
    await notifications.send();
    // The refund's event is still on its way.
    expect(await ask(performanceId, expected)).toEqual({ outcome: 'pending', handedOver: 2, givenUp: 0, due: 0 });
    await notifications.refund(paid);
    await notifications.send();
    expect(await ask(performanceId, expected)).toEqual({ outcome: 'succeeded', handedOver: 3, givenUp: 0, due: 0 });
    expect(await ask(randomUUID(), { orders: 0, refunds: 0 })).toMatchObject({ outcome: 'succeeded', handedOver: 0 });
  });

  it('counts whom nobody can reach, and for whom it is no news, as given up', async () => {
    const performanceId = randomUUID();
    const gone = await givenOrder(performanceId);
    const yearsAgo = Date.now() - 401 * 86_400_000;
    const old = await givenOrder(performanceId, { reservedUntil: yearsAgo });
    await notifications.deliver('auth.user.deleted.v1', { id: gone.buyer.id, deletedAt: Date.now() });
    for (const order of [gone, old]) await end(order, performanceId);
    await notifications.send();
    expect(await ask(performanceId, { orders: 2, refunds: 0 })).toEqual({
      ...{ outcome: 'succeeded', handedOver: 0, givenUp: 2, due: 0 },
    });
  });
});
