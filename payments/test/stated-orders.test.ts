import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, someUser } from '@ticketing/testing/api';
import { type PaymentsFixture, startPayments, statementOf, type TestOrder } from './payments-fixture.ts';

let payments: PaymentsFixture;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

/** Orders has made it, and its event is still on its way. */
const unknownOrder = (): TestOrder => ({ id: randomUUID(), buyer: someUser() });

describe('paying with a statement of the reservation', () => {
  it('charges what the statement says, before the event of the order arrives', async () => {
    const order = unknownOrder();
    const statement = statementOf(order, { priceMinor: 1250 });

    expect(await payments.pay(order, { statement })).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    expect(await payments.netOf(order.id)).toMatchObject({ netMinor: 1250, charges: 1 });
    expect(await payments.eventsOf(order.id)).toEqual(['started', 'created']);
  });

  it('opens an attempt for the browser', async () => {
    const order = unknownOrder();
    const answer = await payments.startIntent(order, { statement: statementOf(order) });

    expect(answer).toMatchObject({ status: 201, body: { status: 'requires_payment_method' } });
  });

  it('is the same order once its event arrives, and is charged once', async () => {
    const order = unknownOrder();
    await payments.pay(order, { statement: statementOf(order) });
    await payments.deliverOrder(order);

    const again = await payments.pay(order, { statement: statementOf(order) });
    expect(codesOf(again)).toEqual(['already_paid']);
    expect(await payments.netOf(order.id)).toMatchObject({ charges: 1 });
  });

  it('does not open an order again that is cancelled', async () => {
    const order = await payments.givenOrder();
    await payments.cancel(order);

    expect(codesOf(await payments.pay(order, { statement: statementOf(order) }))).toEqual(['order_cancelled']);
  });

  it('refunds what was charged, when a cancellation arrives after it', async () => {
    const order = unknownOrder();
    await payments.pay(order, { statement: statementOf(order) });
    await payments.deliverOrder(order);
    await payments.cancel(order);
    await payments.sweep();

    expect(await payments.netOf(order.id)).toMatchObject({ chargedMinor: 1999, netMinor: 0 });
  });

  const order = unknownOrder();
  it.each<[what: string, statement: string]>([
    ['somebody else’s', statementOf({ ...order, buyer: someUser() })],
    ['of another order', statementOf(unknownOrder())],
    ['of a reservation that has ended', statementOf(order, { expiresAt: new Date(Date.now() - 2_000) })],
    ['signed with another key', statementOf(order, {}, 'x'.repeat(32))],
    ['without a signature', `${statementOf(order).split('.').slice(0, 2).join('.')}.`],
    ['no statement at all', 'statement'],
  ])('counts one that is %s as none', async (_what, statement) => {
    expect(await payments.pay(order, { statement })).toMatchObject({ status: 404 });
    expect(await payments.netOf(order.id)).toBeUndefined();
  });

  it('refuses one that is too long', async () => {
    const statement = 'x'.repeat(2_001);
    expect(await payments.pay(unknownOrder(), { statement })).toMatchObject({ status: 400 });
  });
});
