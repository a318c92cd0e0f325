import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventExamples } from '@ticketing/contracts';
import { codesOf, someUser } from '@ticketing/testing/api';
import { type PaymentsFixture, startPayments } from './payments-fixture.ts';

let payments: PaymentsFixture;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const chargedOnce = (amountMinor = 1999) => ({
  chargedMinor: amountMinor,
  refundedMinor: 0,
  netMinor: amountMinor,
  charges: 1,
});

describe('POST /api/payments', () => {
  it('charges the price of the order and publishes started, then created', async () => {
    const order = await payments.givenOrder({ priceMinor: 1250 });
    const answer = await payments.pay(order);

    expect(answer).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    const { id } = answer.body as { id: string };
    const [payment] = await payments.paymentsOf(order.id);
    expect(payment).toMatchObject({ attempt: 1, state: 'succeeded', amountMinor: 1250, currency: 'USD', refunds: [] });
    expect(await payments.outboxOf(order.id)).toMatchObject([
      {
        topic: 'payments.payment.started.v1',
        key: order.id,
        sequence: 0,
        payload: { orderId: order.id, attempt: 1, waitedMs: expect.any(Number) },
      },
      {
        topic: 'payments.payment.created.v1',
        key: order.id,
        sequence: 1,
        payload: { id, orderId: order.id, stripeId: payment?.stripeId },
      },
    ]);
    expect(await payments.netOf(order.id)).toEqual(chargedOnce(1250));
  });

  it('charges a party the sum of its places, and refunds all of it when the order was cancelled meanwhile', async () => {
    const order = { id: randomUUID(), buyer: someUser() };
    await payments.deliver('orders.order.created.v2', {
      ...eventExamples['orders.order.created.v2'],
      ...{ id: order.id, userId: order.buyer.id, expiresAt: Date.now() + 60_000, total: 9_800 },
    });
    expect(await payments.pay(order)).toMatchObject({ status: 201 });
    expect(await payments.netOf(order.id)).toEqual(chargedOnce(9_800));

    const cancelled = { ...eventExamples['orders.order.cancelled.v2'], id: order.id };
    await payments.deliver('orders.order.cancelled.v2', cancelled);
    await payments.refundsAreDue(order.id);
    await payments.sweep();
    expect(await payments.netOf(order.id)).toMatchObject({ refundedMinor: 9_800, netMinor: 0 });
  });

  it.each([
    ['tok_chargeDeclined', 'card_declined'],
    ['tok_chargeDeclinedInsufficientFunds', 'card_declined'],
    ['tok_chargeDeclinedExpiredCard', 'expired_card'],
    ['tok_nobody', 'invalid_token'],
  ])('ends the attempt when Stripe declines %s, and a second one may succeed', async (token, code) => {
    const order = await payments.givenOrder();
    const declined = await payments.pay(order, { token });

    expect([declined.status, codesOf(declined)]).toEqual([400, [code]]);
    expect(await payments.netOf(order.id)).toBeUndefined();
    expect(await payments.pay(order)).toMatchObject({ status: 201 });
    expect(await payments.paymentsOf(order.id)).toMatchObject([
      { attempt: 1, state: 'failed', failureCode: code },
      { attempt: 2, state: 'succeeded' },
    ]);
    expect(await payments.eventsOf(order.id)).toEqual(['started', 'failed', 'started', 'created']);
    expect((await payments.outboxOf(order.id)).map(({ payload }) => payload)).toMatchObject([
      { attempt: 1 },
      { attempt: 1, reason: code },
      { attempt: 2 },
      { orderId: order.id },
    ]);
    expect(await payments.netOf(order.id)).toEqual(chargedOnce());
  });

  it('charges once for five concurrent requests', async () => {
    const order = await payments.givenOrder();
    const answers = await Promise.all(Array.from({ length: 5 }, () => payments.pay(order)));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) expect([409, 400]).toContain(answer.status);
    const codes = answers.filter(({ status }) => status >= 400).flatMap(codesOf);
    expect(codes.filter((code) => !['payment_in_progress', 'already_paid'].includes(code))).toEqual([]);
    expect(await payments.paymentsOf(order.id)).toHaveLength(1);
    expect(await payments.netOf(order.id)).toEqual(chargedOnce());
  });

  it('replays the first reply for the same Idempotency-Key, including declines, and answers 409 for another body', async () => {
    const order = await payments.givenOrder();
    const headers = { 'idempotency-key': randomUUID() };
    const paid = [await payments.pay(order, { headers }), await payments.pay(order, { headers })];
    const other = await payments.pay(order, { headers, token: 'tok_mastercard' });
    const second = await payments.givenOrder();
    const again = { headers: { 'idempotency-key': randomUUID() }, token: 'tok_chargeDeclined' };
    const declined = [await payments.pay(second, again), await payments.pay(second, again)];

    expect([...paid, other, ...declined].map(({ status }) => status)).toEqual([201, 201, 409, 400, 400]);
    expect(paid[1]?.body).toEqual(paid[0]?.body);
    expect(await payments.paymentsOf(order.id)).toHaveLength(1);
    expect(await payments.paymentsOf(second.id)).toHaveLength(1);
  });

  describe('after a crash before the response to the first request of a key', () => {
    const givenCrash = async (token = 'tok_visa') => {
      const order = await payments.givenOrder();
      const send = (wanted = token) => payments.pay(order, { headers: { 'idempotency-key': key }, token: wanted });
      const key = randomUUID();
      const first = await send();
      await payments.expireResponses();
      return { order, send, first };
    };

    it('answers the repeat with its payment, and charges nothing more', async () => {
      const { order, send, first } = await givenCrash();
      expect(codesOf(await send('tok_mastercard'))).toEqual(['idempotency_key_reused']);
      expect(await send()).toMatchObject({ status: 201, body: first.body });
      expect(await payments.netOf(order.id)).toEqual(chargedOnce());
      expect(await payments.eventsOf(order.id)).toEqual(['started', 'created']);
    });

    it('answers the repeat with the decline', async () => {
      const { order, send, first } = await givenCrash('tok_chargeDeclined');
      const again = await send();
      expect([again.status, again.body]).toEqual([400, first.body]);
      expect(await payments.paymentsOf(order.id)).toHaveLength(1);
    });

    it('answers 202 while the payment is open, and the outcome once it is settled', async () => {
      const order = await payments.givenOrder();
      const headers = { 'idempotency-key': randomUUID() };
      const path = '/v1/payment_intents/*/confirm';
      await payments.givenFault({ method: 'POST', path, action: 'drop_after_execution', times: 2 });
      const first = await payments.pay(order, { headers });
      await payments.expireResponses();
      const open = await payments.pay(order, { headers });
      await payments.expireResponses();
      await payments.sweep();

      expect([first.status, open.status]).toEqual([202, 202]);
      expect(open.body).toEqual(first.body);
      expect(await payments.pay(order, { headers })).toMatchObject({
        status: 201,
        body: { ...(first.body as object), status: 'succeeded' },
      });
      expect(await payments.netOf(order.id)).toEqual(chargedOnce());
    });
  });

  it('stores no reply about an order that has not arrived', async () => {
    const buyer = someUser();
    const request = { id: randomUUID(), buyer };
    const headers = { 'idempotency-key': randomUUID() };
    const early = await payments.pay(request, { headers });
    await payments.deliverOrder(request);

    expect(early.status).toBe(404);
    expect(await payments.pay(request, { headers })).toMatchObject({ status: 201 });
  });

  it('refuses a paid order, before and after orders reports it', async () => {
    const order = await payments.givenOrder();
    await payments.pay(order);
    expect(codesOf(await payments.pay(order))).toEqual(['already_paid']);
    await payments.deliver('orders.order.completed.v1', {
      id: order.id,
      ticket: { id: 'ticket' },
      reservation: 1,
      isPublishedAsV2: false,
      paymentId: 'payment',
      version: 1,
    });

    const answer = await payments.pay(order);
    expect([answer.status, codesOf(answer)]).toEqual([400, ['already_paid']]);
  });

  it('refuses a cancelled order, even if it was paid before', async () => {
    const [unpaid, paid] = [await payments.givenOrder(), await payments.givenOrder()];
    await payments.pay(paid);
    for (const order of [unpaid, paid]) await payments.cancel(order);

    for (const order of [unpaid, paid])
      expect(await payments.pay(order)).toMatchObject({
        status: 400,
        body: { errors: [{ message: 'Cannot pay for a cancelled order', code: 'order_cancelled' }] },
      });
    expect(await payments.eventsOf(unpaid.id)).toEqual([]);
  });

  it.each([
    ['order_expired', () => payments.givenOrder({ expiresAt: new Date(Date.now() - 1) })],
    ['amount_too_small', () => payments.givenOrder({ priceMinor: 49 })],
  ])('refuses with %s and stores nothing', async (code, givenOrder) => {
    const order = await givenOrder();
    const answer = await payments.pay(order);

    expect([answer.status, codesOf(answer)]).toEqual([400, [code]]);
    expect(await payments.paymentsOf(order.id)).toEqual([]);
    expect(await payments.eventsOf(order.id)).toEqual([]);
  });

  it('refuses anyone but the buyer', async () => {
    const order = await payments.givenOrder();
    const body = { token: 'tok_visa', orderId: order.id };
    expect(await payments.api.request('POST', '/api/payments', { body })).toMatchObject({ status: 401 });
    expect(await payments.pay({ ...order, buyer: someUser() })).toMatchObject({ status: 401 });

    expect(await payments.paymentsOf(order.id)).toEqual([]);
  });

  it('waits for a new order’s event, and answers 404 for one that does not exist', async () => {
    const missing = payments.pay({ id: randomUUID(), buyer: someUser() });
    const order = await payments.givenOrder();
    expect(await payments.pay(order)).toMatchObject({ status: 201 });

    expect(await missing).toMatchObject({ status: 404 });
  });

  it.each([
    { orderId: randomUUID() },
    { token: '', orderId: randomUUID() },
    { token: { $ne: null }, orderId: randomUUID() },
    { token: 'tok_visa' },
    { token: 'tok_visa', orderId: 'not-an-id' },
    { token: 'tok_visa', orderId: { $gt: '' } },
  ])('refuses an invalid payment: %#', async (body) => {
    expect(await payments.api.request('POST', '/api/payments', { as: someUser(), body })).toMatchObject({
      status: 400,
    });
  });
});
