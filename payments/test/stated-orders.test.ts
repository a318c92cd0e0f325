import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, someUser } from '@ticketing/testing/api';
import { type PaymentsFixture, startPayments, statementOf, type TestOrder } from './payments-fixture.ts';

let payments: PaymentsFixture;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

/** An order whose event is still in flight. */
const unknownOrder = (): TestOrder => ({ id: randomUUID(), buyer: someUser() });

describe('paying with a statement of the reservation', () => {
  it('charges the amount of the statement before the order’s event arrives', async () => {
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

  it('refers to the same order once its event arrives, and charges it once', async () => {
    const order = unknownOrder();
    await payments.pay(order, { statement: statementOf(order) });
    await payments.deliverOrder(order);

    const again = await payments.pay(order, { statement: statementOf(order) });
    expect(codesOf(again)).toEqual(['already_paid']);
    expect(await payments.netOf(order.id)).toMatchObject({ charges: 1 });
  });

  it('does not reopen a cancelled order', async () => {
    const order = await payments.givenOrder();
    await payments.cancel(order);

    expect(codesOf(await payments.pay(order, { statement: statementOf(order) }))).toEqual(['order_cancelled']);
  });

  it('refunds the charge when a cancellation arrives after it', async () => {
    const order = unknownOrder();
    await payments.pay(order, { statement: statementOf(order) });
    await payments.deliverOrder(order);
    await payments.cancel(order);
    await payments.sweep();

    expect(await payments.netOf(order.id)).toMatchObject({ chargedMinor: 1999, netMinor: 0 });
  });

  const order = unknownOrder();
  it.each<[what: string, statement: string]>([
    ['of another buyer', statementOf({ ...order, buyer: someUser() })],
    ['of another order', statementOf(unknownOrder())],
    ['of an expired reservation', statementOf(order, { expiresAt: new Date(Date.now() - 2_000) })],
    ['signed with another key', statementOf(order, {}, 'x'.repeat(32))],
    ['without a signature', `${statementOf(order).split('.').slice(0, 2).join('.')}.`],
    ['not a statement', 'statement'],
  ])('ignores a statement %s', async (_what, statement) => {
    expect(await payments.pay(order, { statement })).toMatchObject({ status: 404 });
    expect(await payments.netOf(order.id)).toBeUndefined();
  });

  it('refuses an overlong statement', async () => {
    const statement = 'x'.repeat(2_001);
    expect(await payments.pay(unknownOrder(), { statement })).toMatchObject({ status: 400 });
  });
});
