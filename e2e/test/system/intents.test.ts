import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type EventStream, openEvents } from '@ticketing/testing/events';
import { type Person, signUp } from '../../src/person.ts';
import { listTicket, reserve } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const { storeUrl, addresses } = runningSystem();

let seller: Person;
let buyer: Person;
let config: { publishableKey: string; sandboxUrl: string };
beforeAll(async () => {
  [seller, buyer] = await Promise.all([signUp(storeUrl), signUp(storeUrl)]);
  config = await buyer.expect(200, 'GET', '/api/payments/config');
});
const streams: EventStream[] = [];
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});

interface Started {
  paymentId: string;
  clientSecret: string;
}
const start = (orderId: string) => buyer.expect<Started>(201, 'POST', '/api/payments/intents', { orderId });
const settle = (paymentId: string) =>
  buyer.expect<{ status: string }>(200, 'POST', `/api/payments/${paymentId}/settlement`);

async function follow(path: string): Promise<EventStream> {
  const stream = await openEvents(`${storeUrl}${path}`, { cookie: buyer.cookie });
  streams.push(stream);
  expect(stream.status).toBe(200);
  return stream;
}
const isStatus = (id: string, status: string) => (event: { data: unknown }) => {
  const told = event.data as { id: string; status: string };
  return told.id === id && told.status === status;
};

/** Calls Stripe like the card form, through the store's address. */
async function callStripe<Body>(path: string, fields: Record<string, string>): Promise<{ status: number; body: Body }> {
  const headers = { authorization: `Bearer ${config.publishableKey}` };
  const body = new URLSearchParams(fields);
  const answer = await fetch(`${storeUrl}${config.sandboxUrl}/v1${path}`, { method: 'POST', headers, body });
  return { status: answer.status, body: (await answer.json()) as Body };
}
interface Confirmed {
  status: string;
  next_action: { redirect_to_url: { url: string } } | null;
}
async function confirm({ clientSecret }: Started, number: string, returnUrl: string) {
  const card = { 'card[number]': number, 'card[exp_month]': '12', 'card[exp_year]': '2040', 'card[cvc]': '123' };
  const method = await callStripe<{ id: string }>('/payment_methods', { type: 'card', ...card });
  const intentId = clientSecret.split('_secret_')[0];
  const fields = { client_secret: clientSecret, payment_method: method.body.id, return_url: returnUrl };
  return callStripe<Confirmed>(`/payment_intents/${intentId}/confirm`, fields);
}
const netOf = async (orderId: string) => {
  const ledger = (await (await fetch(`${addresses.stripe}/_sandbox/ledger`)).json()) as {
    netByOrderId: Record<string, { netMinor: number; charges: number }>;
  };
  return ledger.netByOrderId[orderId];
};

describe('a purchase with a card form', () => {
  it('appears on every screen without a reload, continues after a decline, and passes 3-D Secure', async () => {
    const ticket = await listTicket(seller);
    const ticketEvents = await follow(`/api/tickets/events?ids=${ticket.id}`);
    const orderEvents = await follow('/api/orders/events');
    await ticketEvents.until(isStatus(ticket.id, 'available'));
    const order = await reserve(buyer, ticket.id);
    await Promise.all([
      ticketEvents.until(isStatus(ticket.id, 'reserved')),
      orderEvents.until(isStatus(order.id, 'created')),
    ]);

    const orderPage = `${storeUrl}/orders/${order.id}`;
    const declined = await start(order.id);
    expect((await confirm(declined, '4000000000000002', orderPage)).status).toBe(402);
    expect(await settle(declined.paymentId)).toMatchObject({ status: 'failed', code: 'card_declined' });

    const second = await start(order.id);
    const { body: asked } = await confirm(second, '4000002760003184', orderPage);
    expect(await settle(second.paymentId)).toMatchObject({ status: 'requires_action' });
    const bankPage = asked.next_action?.redirect_to_url.url ?? '';
    expect(bankPage.startsWith(`${storeUrl}${config.sandboxUrl}/`)).toBe(true);
    const [action = ''] = (await (await fetch(bankPage)).text()).match(/(?<=action=")[^"]+complete/) ?? [];
    const back = await fetch(new URL(action, bankPage), {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(),
    });
    expect(back.headers.get('location')).toMatch(orderPage);

    expect(await settle(second.paymentId)).toMatchObject({ status: 'succeeded' });
    await Promise.all([
      orderEvents.until(isStatus(order.id, 'complete')),
      ticketEvents.until(isStatus(ticket.id, 'sold')),
    ]);
    expect(await netOf(order.id)).toMatchObject({ netMinor: 2500, charges: 1 });
    expect(await buyer.expect(200, 'GET', `/api/payments/mine?orderId=${order.id}`)).toMatchObject([
      { status: 'succeeded', card: { brand: 'visa', last4: '3184' } },
      { status: 'failed', code: 'card_declined' },
    ]);
  });

  it('denies a browser access to the sandbox’s server-side API', async () => {
    for (const path of ['/_sandbox/ledger', '/v1/refunds', '/v1/payment_intents']) {
      const headers = { authorization: `Bearer ${config.publishableKey}` };
      expect((await fetch(`${storeUrl}${config.sandboxUrl}${path}`, { headers })).status).toBe(403);
    }
  });
});
