import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config.ts';
import { type OrderBody, type PaymentBody, type Person, signUp, type TicketBody } from '../../src/person.ts';
import { listTicket, readOrder, readTicket, reserve, until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const { storeUrl, addresses } = runningSystem();
const { ttlSeconds, graceSeconds } = loadConfig();

let seller: Person;
let buyer: Person;
beforeAll(async () => {
  [seller, buyer] = await Promise.all([signUp(storeUrl), signUp(storeUrl)]);
});

const pay = (orderId: string, token = 'tok_visa') =>
  buyer.request<PaymentBody>('POST', '/api/payments', { orderId, token });
const browse = () => buyer.expect<TicketBody[]>(200, 'GET', '/api/tickets?limit=100');
const netOf = async (orderId: string) => {
  const ledger = (await (await fetch(`${addresses.stripe}/_sandbox/ledger`)).json()) as {
    netByOrderId: Record<string, { chargedMinor: number; refundedMinor: number; netMinor: number; charges: number }>;
  };
  return ledger.netByOrderId[orderId];
};

describe('a purchase', () => {
  it('goes from the listing to the paid order without waits', async () => {
    const ticket = await listTicket(seller, 12.5);
    const order = await reserve(buyer, ticket.id);
    const payment = await pay(order.id);

    expect(payment.status).toBe(201);
    const complete = await until(
      () => readOrder(buyer, order.id),
      ({ status }) => status === 'complete',
      5_000,
    );
    expect(complete).toMatchObject({ version: 1, ticket: { id: ticket.id, price: 12.5 } });
    expect(await netOf(order.id)).toMatchObject({ netMinor: 1250, charges: 1 });
    await until(
      () => readTicket(buyer, ticket.id),
      ({ status, orderId }) => status === 'sold' && orderId === order.id,
    );
    expect((await browse()).map(({ id }) => id)).not.toContain(ticket.id);
  });

  it('continues after a declined card, with the same reservation', async () => {
    const order = await reserve(buyer, (await listTicket(seller)).id);
    const declined = await pay(order.id, 'tok_chargeDeclined');
    expect(declined).toMatchObject({ status: 400, body: { errors: [{ code: 'card_declined' }] } });

    expect((await pay(order.id)).status).toBe(201);
    await until(
      () => readOrder(buyer, order.id),
      ({ status }) => status === 'complete',
    );
    expect(await netOf(order.id)).toMatchObject({ netMinor: 2500, charges: 1 });
  });

  it('charges once for five concurrent payments of one order', async () => {
    const order = await reserve(buyer, (await listTicket(seller)).id);
    const answers = await Promise.all(Array.from({ length: 5 }, () => pay(order.id)));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status !== 201).every(({ status }) => status === 400 || status === 409)).toBe(
      true,
    );
    await until(
      () => readOrder(buyer, order.id),
      ({ status }) => status === 'complete',
    );
    expect(await netOf(order.id)).toMatchObject({ netMinor: 2500, charges: 1 });
  });

  it('keeps the price of the reservation when the listing changes', async () => {
    const ticket = await listTicket(seller, 10);
    const order = await reserve(buyer, ticket.id);
    await until(
      () => readTicket(seller, ticket.id),
      ({ status }) => status === 'reserved',
    );
    const edit = await seller.request('PUT', `/api/tickets/${ticket.id}`, { title: 'Another row', price: 20 });

    expect(edit).toMatchObject({ status: 400, body: { errors: [{ message: 'Cannot edit a reserved ticket' }] } });
    expect(await readOrder(buyer, order.id)).toMatchObject({ ticket: { price: 10 } });
  });
});

describe('a reservation that is not paid', () => {
  it('is cancelled at its expiry, and the ticket is available again', async () => {
    const ticket = await listTicket(seller);
    const order = await reserve(buyer, ticket.id);

    const cancelled = await until(
      () => readOrder(buyer, order.id),
      ({ status }) => status === 'cancelled',
      (ttlSeconds + 5) * 1000,
    );
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(cancelled.expiresAt));
    await until(
      () => readTicket(buyer, ticket.id),
      ({ status }) => status === 'available',
    );
    expect((await browse()).map(({ id }) => id)).toContain(ticket.id);
    // Payments says "expired" until it reads the cancellation, which is on its way to it.
    await until(
      async () => (await pay(order.id)).body,
      (body) => JSON.stringify(body).includes('"order_cancelled"'),
    );
  });

  it('is refunded when the bank approves too late', async () => {
    const ticket = await listTicket(seller);
    const order = await reserve(buyer, ticket.id);
    const lateSeconds = ttlSeconds + graceSeconds + 5;
    const payment = await pay(order.id, `tok_sandbox_processing_${lateSeconds}s`);
    expect(payment).toMatchObject({ status: 202, body: { status: 'processing' } });

    const isRefunded = ({ status, refund }: OrderBody) => status === 'cancelled' && refund?.status === 'refunded';
    const refunded = await until(() => readOrder(buyer, order.id), isRefunded, lateSeconds * 1000 + 15_000);
    expect(refunded.refund).toEqual({ status: 'refunded', amount: 25 });
    expect(await netOf(order.id)).toMatchObject({ chargedMinor: 2500, refundedMinor: 2500, netMinor: 0 });
  });
});

describe('signing out', () => {
  it('makes every service reject the session within seconds', async () => {
    const leaver = await signUp(storeUrl);
    await leaver.expect(200, 'GET', '/api/orders');
    await leaver.expect(200, 'POST', '/api/users/signout');

    expect(await leaver.expect(200, 'GET', '/api/users/currentuser')).toEqual({ currentUser: null });
    await until(
      () => leaver.request('GET', '/api/orders'),
      ({ status }) => status === 401,
    );
    await until(
      () => leaver.request('POST', '/api/tickets', { title: 'x', price: 1 }),
      ({ status }) => status === 401,
    );
    await until(
      () =>
        leaver.request('POST', '/api/payments', { token: 'tok_visa', orderId: '00000000-0000-4000-8000-000000000000' }),
      ({ status }) => status === 401,
    );
  });
});
