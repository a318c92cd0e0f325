import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { codesOf, cookieOf, someUser, type TestUser } from '@ticketing/testing/api';
import { type EventStream, openEvents, soon } from '@ticketing/testing/events';
import { givenTicketOf, type OrdersFixture, startOrders } from './orders-fixture.ts';

let orders: OrdersFixture;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(() => orders.stop());

const open: EventStream[] = [];
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});
async function follow(user: TestUser, claims: Record<string, unknown> = {}): Promise<EventStream> {
  const stream = await openEvents(`${orders.api.url}/api/orders/events`, { cookie: cookieOf(user, claims) });
  open.push(stream);
  return stream;
}
async function givenOrder(buyer: TestUser): Promise<{ id: string }> {
  const { id } = await givenTicketOf(orders, { price: 1250 });
  return (await orders.api.request('POST', '/api/orders', { as: buyer, body: { ticketId: id } })).body as {
    id: string;
  };
}
const shows = (id: string, status: string) => (event: { data: unknown }) => {
  const order = event.data as { id: string; status: string };
  return order.id === id && order.status === status;
};
/** Waits until the process listens; a change before that is in the snapshot that follows. */
const isListening = async (stream: EventStream, buyer: TestUser) => {
  const { id } = await givenOrder(buyer);
  await stream.until(shows(id, 'created'));
};

describe('following one’s own orders', () => {
  it('starts with their current state, then sends each change and new orders', async () => {
    const buyer = someUser();
    const known = await givenOrder(buyer);
    const stream = await follow(buyer);
    expect((await stream.until(shows(known.id, 'created'))).event).toBe('order');
    const { id } = await givenOrder(buyer);
    await stream.until(shows(id, 'created'));
    await orders.deliver('payments.payment.started.v1', { orderId: id, attempt: 1, waitedMs: 0 });
    await stream.until(shows(id, 'awaiting_payment'));
    await orders.deliver('payments.payment.created.v1', { id: 'payment', orderId: id, stripeId: 'pi_1' });
    await stream.until(shows(id, 'complete'));
    await orders.api.request('DELETE', `/api/orders/${known.id}`, { as: buyer });
    await stream.until(shows(known.id, 'cancelled'));
  });

  it('sends no other user’s orders', async () => {
    const [buyer, other] = [someUser(), someUser()];
    const stream = await follow(buyer);
    const foreign = await givenOrder(other);
    await orders.deliver('payments.payment.started.v1', { orderId: foreign.id, attempt: 1, waitedMs: 0 });
    await isListening(stream, buyer);
    expect(JSON.stringify(stream.events)).not.toContain(foreign.id);
  });

  it('resumes after a lost database connection, including changes made meanwhile', async () => {
    const buyer = someUser();
    const stream = await follow(buyer);
    await isListening(stream, buyer);
    await orders.database.$executeRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR query LIKE 'SELECT pg_notify%'`;
    const { id } = await givenOrder(buyer);
    await stream.until(shows(id, 'created'));
    await orders.api.request('DELETE', `/api/orders/${id}`, { as: buyer });
    await stream.until(shows(id, 'cancelled'));
  });

  it('requires a session', async () => {
    const { status, body } = await openEvents(`${orders.api.url}/api/orders/events`);
    expect([status, codesOf({ status, body, headers: new Headers() })]).toEqual([401, ['not_authorized']]);
  });

  it('ends with the session: on sign-out and on expiry', async () => {
    const [buyer, sid] = [someUser(), randomUUID()];
    const stream = await follow(buyer, { sid });
    await isListening(stream, buyer);
    await orders.deliver('auth.session.revoked.v1', { sid, expiresAt: Date.now() + 60_000 });
    await soon(stream.ended);
    expect((await follow(buyer, { sid })).status).toBe(401);

    const short = await follow(buyer, { exp: Math.floor(Date.now() / 1000) + 2 });
    expect(short.status).toBe(200);
    await soon(short.ended);
  });

  it('is refused above the limit per user, and allowed again once one is closed', async () => {
    const buyer = someUser();
    for (let count = 0; count < 3; count += 1) expect((await follow(buyer)).status).toBe(200);
    expect((await follow(buyer)).status).toBe(429);
    open[0]?.close();
    const again = await waitFor(async () => ((await follow(buyer)).status === 200 ? true : null), { timeoutMs: 5_000 });
    expect(again).toBe(true);
  });
});
