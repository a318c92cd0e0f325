import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PermanentError, retryTransient } from '@ticketing/common/errors';
import { cookieOf, someUser } from '@ticketing/testing/api';
import { orderOf, startTickets, type TicketsFixture } from './tickets-fixture.ts';

let tickets: TicketsFixture;
beforeAll(async () => {
  tickets = await startTickets();
});
afterAll(() => tickets.stop());

type Delivery = () => Promise<string>;
const created = (order: ReturnType<typeof orderOf>): Delivery => {
  const eventId = randomUUID();
  return () => tickets.deliver('orders.order.created.v1', order.created, eventId);
};
const cancelled = (order: ReturnType<typeof orderOf>): Delivery => {
  const eventId = randomUUID();
  return () => tickets.deliver('orders.order.cancelled.v1', order.cancelled, eventId);
};
const completed = (order: ReturnType<typeof orderOf>): Delivery => {
  const eventId = randomUUID();
  return () => tickets.deliver('orders.order.completed.v1', order.completed, eventId);
};
const permutations = <T>(items: T[]): T[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));

/** Asserts that every version was published once, in sequence, and that the row has the last one. */
async function expectGapless(ticketId: string): Promise<void> {
  const { version } = await tickets.read(ticketId);
  const rows = await tickets.outboxOf(ticketId);
  const upToVersion = Array.from({ length: version + 1 }, (_, at) => at);
  expect(rows.map(({ sequence }) => sequence)).toEqual(upToVersion);
  expect(rows.map(({ payload }) => (payload as { version: number }).version)).toEqual(upToVersion);
}

describe('the events of an order', () => {
  it('reserve the ticket and sell it, each with its own event', async () => {
    const { id } = await tickets.givenTicket();
    const order = orderOf(id, 1);
    await created(order)();
    expect(await tickets.read(id)).toMatchObject({ status: 'reserved', orderId: order.orderId, version: 1 });
    await completed(order)();

    expect(await tickets.read(id)).toMatchObject({ status: 'sold', orderId: order.orderId, version: 2 });
    expect((await tickets.outboxOf(id)).map(({ payload }) => payload)).toMatchObject([
      { status: 'available' },
      { status: 'reserved', orderId: order.orderId },
      { status: 'sold', orderId: order.orderId },
    ]);
  });

  it('have one effect when delivered twice, under the same event id or another', async () => {
    const { id } = await tickets.givenTicket();
    const order = orderOf(id, 1);
    const [hold, release] = [created(order), cancelled(order)];

    expect([await hold(), await hold(), await created(order)()]).toEqual(['applied', 'duplicate', 'stale']);
    expect([await release(), await release(), await cancelled(order)()]).toEqual(['applied', 'duplicate', 'stale']);
    expect(await tickets.read(id)).toMatchObject({ status: 'available', orderId: null, version: 2 });
    await expectGapless(id);
  });

  it('wait for each other: an early release is applied after the hold', async () => {
    const { id } = await tickets.givenTicket();
    const order = orderOf(id, 1);

    expect([await cancelled(order)(), await created(order)()]).toEqual(['parked', 'applied']);
    expect(await tickets.read(id)).toMatchObject({ status: 'available', version: 2 });
  });

  it('are permanently refused when the ticket was never listed', async () => {
    const { created: event } = orderOf(randomBytes(12).toString('hex'), 1);
    const failure = await tickets.deliver('orders.order.created.v1', event).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(PermanentError);
    expect(failure).toMatchObject({ code: 'unknown_ticket' });
  });
});

describe('the events of two orders', () => {
  const inAllOrders = (end: typeof completed | typeof cancelled) =>
    Promise.all(
      permutations([0, 1, 2, 3]).map(async (turns) => {
        const { id } = await tickets.givenTicket();
        const [first, second] = [orderOf(id, 1), orderOf(id, 2)];
        const deliveries = [created(first), cancelled(first), created(second), end(second)];
        for (const turn of turns) await deliveries[turn]?.();
        await expectGapless(id);
        const { status, orderId } = await tickets.read(id);
        return { status, isSecond: orderId === second.orderId };
      }),
    );

  it('never free the later buyer’s hold, in any order', async () => {
    expect(await inAllOrders(completed)).toEqual(Array(24).fill({ status: 'sold', isSecond: true }));
  });

  it('leave the ticket free when both were cancelled, in any order', async () => {
    expect(await inAllOrders(cancelled)).toEqual(Array(24).fill({ status: 'available', isSecond: false }));
  });

  it('leave no gap and no duplicate version during concurrent edits', async () => {
    const seller = someUser();
    const { id } = await tickets.givenTicket({ seller });
    const orders = Array.from({ length: 5 }, (_, at) => orderOf(id, at + 1));
    const edits = Array.from(
      { length: 8 },
      (_, at) => () => tickets.edit(seller, id, { title: `Edit ${at}`, price: at + 1 }),
    );
    const work: (() => Promise<unknown>)[] = [
      ...orders.slice(0, 4).flatMap((order) => [cancelled(order), created(order), created(order)]),
      ...edits,
      ...orders.slice(4).map(created),
    ];
    // With this many conflicts a delivery may give up its transaction; the consumer delivers it again.
    await Promise.all(work.map((start) => retryTransient(start, { forMs: 30_000, intervalMs: 100 })));

    expect(await tickets.read(id)).toMatchObject({ status: 'reserved', orderId: orders[4]?.orderId });
    await expectGapless(id);
  });
});

describe('auth.session.revoked.v1', () => {
  it('revokes the session in this service, too', async () => {
    const sid = randomUUID();
    const headers = { cookie: cookieOf(someUser(), { sid }) };
    const list = () => tickets.api.request('POST', '/api/tickets', { headers, body: { title: 'Concert', price: 1 } });
    expect(await list()).toMatchObject({ status: 201 });
    await tickets.deliver('auth.session.revoked.v1', { sid, expiresAt: Date.now() + 60_000 });

    expect(await list()).toMatchObject({ status: 401 });
  });
});
