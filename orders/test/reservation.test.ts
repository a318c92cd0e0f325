import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSignedIds, type Effect, newEffect } from '@ticketing/common/effects';
import { createReservationStatements } from '@ticketing/common/reservations';
import type { TicketCreated } from '@ticketing/contracts';
import { codesOf, cookieOf, someUser, type TestUser, testJwtKey } from '@ticketing/testing/api';
import { deliveredArrivals } from '@ticketing/testing/arrivals';
import { ticketCreated } from '@ticketing/testing/ticket-event';
import type { Order } from '../src/domain/order.ts';
import { reserveTicket } from '../src/use-cases/reserve-ticket.ts';
import {
  givenTicketOf,
  limits,
  maxUnpaid,
  type OrdersFixture,
  startOrders,
  subscriberHash,
  ttlSeconds,
} from './orders-fixture.ts';

let orders: OrdersFixture;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(() => orders.stop());

const givenTicket = (given?: Partial<TicketCreated>) => givenTicketOf(orders, given);

interface OrderBody {
  id: string;
  status: string;
  version: number;
  expiresAt: string;
}
async function givenOrder(as: TestUser, ticketId: string): Promise<OrderBody> {
  const { status, body } = await orders.api.request('POST', '/api/orders', { as, body: { ticketId } });
  expect(status).toBe(201);
  return body as OrderBody;
}
/** Returns what reserves a ticket without HTTP, always for the same buyer. */
function reservationsOf(ticketId: string, { database = orders.database, buyerId = 'buyer' } = {}) {
  const reserve = reserveTicket({
    database,
    ttlSeconds,
    limits,
    subscriberHash,
    liveOrders: { announce() {} },
    signedIds: createSignedIds(testJwtKey),
    awaitRow: deliveredArrivals().awaitRow,
    downstreamDelay: { reserved() {} },
  });
  return (effect?: Effect) =>
    reserve({ ticketId, buyerId, isEmailVerified: true, address: '203.0.113.1', ...(effect && { effect }) });
}
const read = async (as: TestUser, id: string) => (await orders.api.request('GET', `/api/orders/${id}`, { as })).body;

it('GET /api/orders/terms says how long a reservation holds a ticket, also to visitors', async () => {
  const answer = await orders.api.request('GET', '/api/orders/terms');
  expect([answer.status, answer.body]).toEqual([200, { reservationSeconds: ttlSeconds }]);
});

describe('POST /api/orders', () => {
  it('reserves the ticket and writes the event in the same transaction', async () => {
    const ticket = await givenTicket({ price: 1250 });
    const buyer = someUser();
    const answer = await orders.api.request('POST', '/api/orders', { as: buyer, body: { ticketId: ticket.id } });

    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      userId: buyer.id,
      status: 'created',
      version: 0,
      ticket: { id: ticket.id, price: 12.5 },
    });
    const { id, expiresAt, statement } = answer.body as OrderBody & { statement: string };
    expect(createReservationStatements(testJwtKey).read(statement)).toEqual({
      orderId: id,
      buyerId: buyer.id,
      priceMinor: 1250,
      currency: 'USD',
      expiresAt: new Date(expiresAt),
      performanceId: null,
    });
    expect(await orders.outboxOf(id)).toEqual([
      {
        topic: 'orders.order.created.v1',
        payload: {
          id,
          status: 'created',
          userId: buyer.id,
          expiresAt: Date.parse(expiresAt),
          ticket: { id: ticket.id, title: 'Concert', price: 1250, currency: 'USD' },
          reservation: 1,
          isPublishedAsV2: true,
          version: 0,
        },
      },
    ]);
  });

  it('gives a buyer without a confirmed address one unpaid ticket at a time, where one is required', async () => {
    const buyer = someUser();
    const reserve = async (claims: Record<string, unknown>) =>
      orders.api.request('POST', '/api/orders', {
        headers: { cookie: cookieOf(buyer, claims) },
        body: { ticketId: (await givenTicket()).id },
      });
    const answers = await Promise.all([reserve({ email_verified: false }), reserve({ email_verified: false })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 403]);
    expect(answers.filter(({ status }) => status === 403).flatMap(codesOf)).toEqual(['email_not_verified']);

    expect((await reserve({ email_verified: true })).status).toBe(201);
    expect((await reserve({})).status).toBe(201);
  });

  it('sells to one of a hundred concurrent buyers', async () => {
    const ticket = await givenTicket();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        orders.api.request('POST', '/api/orders', { as: someUser(), body: { ticketId: ticket.id } }),
      ),
    );

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 400);
    expect(refused).toHaveLength(99);
    expect(new Set(refused.flatMap(codesOf))).toEqual(new Set(['ticket_reserved']));
  });

  it('uses one statement, for winner and loser', async () => {
    const { id: ticketId } = await givenTicket();
    const { database, statements } = orders.countingDatabase();
    const reserve = reservationsOf(ticketId, { database });

    await expect(reserve()).resolves.toMatchObject({ reserved: { ticketId }, status: 'created' });
    expect(statements()).toBe(1);
    await expect(reserve()).rejects.toMatchObject({ code: 'ticket_reserved' });
    expect(statements()).toBe(2);
  });

  it('reserves for one of many with one statement, refuses the others with another, and reserves again when it is free', async () => {
    const { id: ticketId } = await givenTicket();
    const { database, statements } = orders.countingDatabase();
    const buyer = someUser();
    const reserve = reservationsOf(ticketId, { database, buyerId: buyer.id });
    const attemptAll = () => Promise.allSettled(Array.from({ length: 100 }, () => reserve()));
    const codes = (attempts: PromiseSettledResult<Order>[]) =>
      attempts.flatMap((attempt) => (attempt.status === 'rejected' ? attempt.reason.code : []));

    const first = await attemptAll();
    expect(codes(first)).toEqual(Array(99).fill('ticket_reserved'));
    expect(statements()).toBe(2);
    await expect(reserve()).rejects.toMatchObject({ code: 'ticket_reserved' });
    expect(statements()).toBe(3);
    expect(codes(await attemptAll())).toEqual(Array(100).fill('ticket_reserved'));
    expect(statements()).toBe(4);
    const [order] = first.flatMap((attempt) => (attempt.status === 'fulfilled' ? attempt.value : []));
    await orders.api.request('DELETE', `/api/orders/${order?.id}`, { as: buyer });
    await expect(reserve()).resolves.toMatchObject({ reserved: { ticketId }, status: 'created' });
  });

  it('limits a buyer to ten unpaid tickets under concurrent requests, and frees a slot when one is released', async () => {
    const buyer = someUser();
    const held = await Promise.all(Array.from({ length: maxUnpaid + 5 }, () => givenTicket()));
    const reserve = ({ id: ticketId }: { id: string }) =>
      orders.api.request('POST', '/api/orders', { as: buyer, body: { ticketId } });
    const answers = await Promise.all(held.map(reserve));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(maxUnpaid);
    const refused = answers.filter(({ status }) => status === 429);
    expect(new Set(refused.flatMap(codesOf))).toEqual(new Set(['too_many_reservations']));
    expect(refused).toHaveLength(5);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(ttlSeconds - 60);

    const mine = answers.find(({ status }) => status === 201)?.body as { id: string };
    await orders.api.request('DELETE', `/api/orders/${mine.id}`, { as: buyer });
    expect((await reserve(await givenTicket())).status).toBe(201);
  });

  it('refuses a withdrawn ticket until it is listed again', async () => {
    const ticket = await givenTicket();
    const reserve = () => orders.api.request('POST', '/api/orders', { as: someUser(), body: { ticketId: ticket.id } });
    const change = (version: number, isWithdrawn: boolean) =>
      orders.deliver('tickets.ticket.updated.v1', { ...ticket, version, isWithdrawn, orderId: null });
    await change(1, true);
    const refused = await reserve();
    expect([refused.status, codesOf(refused)]).toEqual([400, ['ticket_withdrawn']]);
    await change(2, false);

    expect((await reserve()).status).toBe(201);
  });

  it.each([
    ['whose event has started', { startsAt: -60_000 }],
    ['whose seller has ended the sale before the start', { startsAt: 86_400_000, saleEndsAt: -1 }],
    ['whose seller has ended the sale, without a date', { saleEndsAt: -1 }],
  ])('refuses a ticket %s', async (_name, times) => {
    const at = Object.fromEntries(Object.entries(times).map(([name, fromNowMs]) => [name, Date.now() + fromNowMs]));
    const ticket = await givenTicket(at);
    const refused = await orders.api.request('POST', '/api/orders', { as: someUser(), body: { ticketId: ticket.id } });
    expect([refused.status, codesOf(refused)]).toEqual([400, ['sale_ended']]);
  });

  it.each([1, 49])('never holds a ticket of %i cents, which can’t be charged', async (price) => {
    const ticket = await givenTicket({ price });
    const refused = await orders.api.request('POST', '/api/orders', { as: someUser(), body: { ticketId: ticket.id } });
    expect([refused.status, codesOf(refused)]).toEqual([400, ['amount_too_small']]);
  });

  it('holds a ticket at Stripe’s minimum of 50 cents', async () => {
    await givenOrder(someUser(), (await givenTicket({ price: 50 })).id);
  });

  it('reserves a ticket until its sale ends, for the full time, and may complete it afterwards', async () => {
    const [ticket, buyer] = [await givenTicket({ startsAt: Date.now() + 60_000 }), someUser()];
    const { id, expiresAt } = await givenOrder(buyer, ticket.id);
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + (ttlSeconds - 60) * 1_000);

    const started = { ...ticket, version: 1, startsAt: Date.now() - 1_000, orderId: null };
    await orders.deliver('tickets.ticket.updated.v1', started);
    const paid = { id: 'payment', orderId: id, stripeId: 'pi_1' };
    await orders.deliver('payments.payment.created.v1', paid);
    expect(await read(buyer, id)).toMatchObject({ status: 'complete' });
  });

  it('waits for a ticket whose listing is in flight', async () => {
    const ticket = ticketCreated();
    const answer = orders.api.request('POST', '/api/orders', { as: someUser(), body: { ticketId: ticket.id } });
    await orders.deliver('tickets.ticket.created.v1', ticket);

    expect((await answer).status).toBe(201);
  });

  it('answers 404 for a ticket that does not exist', async () => {
    const ticketId = randomBytes(12).toString('hex');
    expect(await orders.api.request('POST', '/api/orders', { as: someUser(), body: { ticketId } })).toMatchObject({
      status: 404,
    });
  });

  it('replays the first reply for the same Idempotency-Key, and answers 409 for another body', async () => {
    const [first, second] = [await givenTicket(), await givenTicket()];
    const request = { as: someUser(), body: { ticketId: first.id }, headers: { 'idempotency-key': randomUUID() } };
    const once = await orders.api.request('POST', '/api/orders', request);
    const again = await orders.api.request('POST', '/api/orders', request);
    const other = await orders.api.request('POST', '/api/orders', { ...request, body: { ticketId: second.id } });

    expect([once.status, again.status, other.status]).toEqual([201, 201, 409]);
    expect(again.body).toEqual(once.body);
  });

  describe('after a crash before the response to the first request of a key', () => {
    const givenCrash = async () => {
      const [{ id: ticketId }, buyer] = [await givenTicket(), someUser()];
      const headers = { 'idempotency-key': randomUUID() };
      const send = (as = buyer, wanted = ticketId) =>
        orders.api.request('POST', '/api/orders', { as, body: { ticketId: wanted }, headers });
      const first = await send();
      await orders.expireResponses();
      return { ticketId, buyer, send, order: first.body as OrderBody };
    };

    it('answers the repeat with its order', async () => {
      const { send, order, buyer } = await givenCrash();
      expect(codesOf(await send(buyer, (await givenTicket()).id))).toEqual(['idempotency_key_reused']);
      const again = await send();
      expect(again).toMatchObject({ status: 201, body: { id: order.id, status: 'created', version: 0 } });
      expect(await orders.outboxOf(order.id)).toHaveLength(1);
    });

    it('does not reserve again when the order was cancelled meanwhile', async () => {
      const { send, order, buyer } = await givenCrash();
      await orders.api.request('DELETE', `/api/orders/${order.id}`, { as: buyer });
      expect(await send()).toMatchObject({ status: 201, body: { id: order.id, status: 'cancelled' } });
    });

    it('keeps another user’s use of the same key separate', async () => {
      const { send } = await givenCrash();
      const other = await send(someUser());
      expect([other.status, codesOf(other)]).toEqual([400, ['ticket_reserved']]);
    });
  });

  it('returns the same order to a request that its repeat has overtaken', async () => {
    const { id: ticketId } = await givenTicket();
    const reserve = reservationsOf(ticketId);
    const effect = { ...newEffect(), isShared: true };
    const [first, second] = await Promise.all([false, true].map((isRepeat) => reserve({ ...effect, isRepeat })));
    const orderId = createSignedIds(testJwtKey).uuidOf(effect);
    expect([first?.id, second?.id]).toEqual([orderId, orderId]);
    expect(await orders.outboxOf(orderId)).toHaveLength(1);
  });
});

describe('an order', () => {
  it('is completed once when payment-created is delivered twice', async () => {
    const buyer = someUser();
    const { id } = await givenOrder(buyer, (await givenTicket()).id);
    const event = { id: 'payment', orderId: id, stripeId: 'pi_1' };
    const eventId = randomUUID();

    expect(await orders.deliver('payments.payment.created.v1', event, eventId)).toBe('applied');
    expect(await orders.deliver('payments.payment.created.v1', event, eventId)).toBe('duplicate');
    await orders.deliver('payments.payment.created.v1', event, randomUUID());

    expect(await read(buyer, id)).toMatchObject({ status: 'complete', version: 1 });
    expect((await orders.outboxOf(id)).map(({ topic }) => topic)).toEqual([
      'orders.order.created.v1',
      'orders.order.completed.v1',
    ]);
  });

  it('is cancelled by its buyer idempotently, and frees its ticket with a higher reservation number', async () => {
    const ticket = await givenTicket();
    const buyer = someUser();
    const { id } = await givenOrder(buyer, ticket.id);
    const remove = () => orders.api.request('DELETE', `/api/orders/${id}`, { as: buyer });

    expect([(await remove()).status, (await remove()).status]).toEqual([204, 204]);
    const next = await givenOrder(someUser(), ticket.id);

    const cancelled = (await orders.outboxOf(id)).filter(({ topic }) => topic === 'orders.order.cancelled.v1');
    expect(cancelled).toEqual([
      {
        topic: 'orders.order.cancelled.v1',
        payload: { id, ticket: { id: ticket.id }, reservation: 1, isPublishedAsV2: true, version: 1, reason: 'buyer' },
      },
    ]);
    expect((await orders.outboxOf(next.id))[0]?.payload).toMatchObject({ reservation: 2 });
  });

  it('tells the second generation of events the same under the same versions', async () => {
    const ticket = await givenTicket({ price: 1250 });
    const buyer = someUser();
    const { id } = await givenOrder(buyer, ticket.id);
    await orders.deliver('payments.payment.created.v1', { id: 'payment', orderId: id, stripeId: 'pi_1' });

    const item = { kind: 'ticket', ticketId: ticket.id, performanceId: null, seatId: null, sectionId: null };
    const placed = {
      status: 'created',
      userId: buyer.id,
      title: 'Concert',
      total: 1250,
      currency: 'USD',
      isOffer: false,
    };
    const expiresAt = Date.parse(((await read(buyer, id)) as OrderBody).expiresAt);
    expect(await orders.outboxOf(id, 'v2')).toEqual([
      {
        topic: 'orders.order.created.v2',
        payload: {
          id,
          ...placed,
          expiresAt,
          items: [{ ...item, label: 'Concert', price: 1250 }],
          reservation: 1,
          version: 0,
        },
      },
      {
        topic: 'orders.order.completed.v2',
        payload: { id, items: [item], reservation: 1, paymentId: 'payment', version: 1 },
      },
    ]);
  });

  it('cannot be cancelled once it is paid', async () => {
    const buyer = someUser();
    const { id } = await givenOrder(buyer, (await givenTicket()).id);
    await orders.deliver('payments.payment.created.v1', { id: 'payment', orderId: id, stripeId: 'pi_1' });

    const answer = await orders.api.request('DELETE', `/api/orders/${id}`, { as: buyer });
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).toEqual(['already_paid']);
  });

  it('is visible only to its buyer', async () => {
    const { id } = await givenOrder(someUser(), (await givenTicket()).id);
    const stranger = someUser();

    expect((await orders.api.request('GET', `/api/orders/${id}`, { as: stranger })).status).toBe(401);
    expect((await orders.api.request('DELETE', `/api/orders/${id}`, { as: stranger })).status).toBe(401);
    expect((await orders.api.request('GET', '/api/orders', { as: stranger })).body).toEqual([]);
  });

  it('ignores a timer that fires early', async () => {
    const buyer = someUser();
    const { id } = await givenOrder(buyer, (await givenTicket()).id);
    await orders.deliver('expiration.expiration.complete.v1', { orderId: id });

    expect(await read(buyer, id)).toMatchObject({ status: 'created', version: 0 });
  });

  it('keeps its reservation price when the listing changes', async () => {
    const ticket = await givenTicket({ price: 1000 });
    const buyer = someUser();
    const { id } = await givenOrder(buyer, ticket.id);
    await orders.deliver('tickets.ticket.updated.v1', { ...ticket, price: 2000, version: 1, orderId: null });

    expect(await read(buyer, id)).toMatchObject({ ticket: { price: 10 } });
  });
});

describe('versions of a ticket', () => {
  it('are applied in order: a later one is parked until its predecessor arrives', async () => {
    const ticket = ticketCreated();
    const buyer = someUser();
    const second = { ...ticket, price: 3000, version: 2, orderId: null };
    const first = { ...ticket, price: 2000, version: 1, orderId: null };

    expect(await orders.deliver('tickets.ticket.updated.v1', second)).toBe('parked');
    expect(await orders.deliver('tickets.ticket.updated.v1', first)).toBe('parked');
    expect(await orders.deliver('tickets.ticket.created.v1', ticket)).toBe('applied');
    expect(await orders.deliver('tickets.ticket.updated.v1', first)).toBe('stale');

    const { id } = await givenOrder(buyer, ticket.id);
    expect(await read(buyer, id)).toMatchObject({ ticket: { price: 30 } });
    expect(await orders.database.parked.count()).toBe(0);
  });

  it('converge to the same state under concurrent delivery', async () => {
    const ticket = ticketCreated();
    const updates = Array.from({ length: 8 }, (_, index) => ({
      ...ticket,
      price: 1000 + index,
      version: index + 1,
      orderId: null,
    }));
    await Promise.all([
      ...updates.toReversed().map((event) => orders.deliver('tickets.ticket.updated.v1', event)),
      orders.deliver('tickets.ticket.created.v1', ticket),
    ]);

    expect(await orders.database.ticket.findUnique({ where: { id: ticket.id } })).toMatchObject({ priceMinor: 1007 });
    expect(await orders.database.parked.count({ where: { stream: `ticket:${ticket.id}` } })).toBe(0);
  });
});
