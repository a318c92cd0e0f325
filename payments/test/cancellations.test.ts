import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inTransaction } from '@ticketing/common/mongo';
import { createCancellationStore } from '../src/store/cancellation-store.ts';
import { createConsumerUseCases } from '../src/use-cases/index.ts';
import { type PaymentsFixture, startPayments } from './payments-fixture.ts';

let payments: PaymentsFixture;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const givenAttempt = async (token: string) => {
  const order = await payments.givenOrder();
  await payments.pay(order, { token });
  return order;
};

describe('a batch of cancellations', () => {
  it('is applied to each order’s attempts by their state', async () => {
    const paid = [await givenAttempt('tok_visa'), await givenAttempt('tok_visa')];
    const open = await givenAttempt('tok_threeDSecure2Required');
    const failed = await givenAttempt('tok_chargeDeclined');
    const unpaid = await payments.givenOrder();
    const kept = await givenAttempt('tok_visa');
    const cancelled = [...paid, open, failed, unpaid, { id: randomUUID() }];
    const { connection } = payments.deps;
    const { changeOrders } = createConsumerUseCases({
      ...payments.deps,
      cancellations: createCancellationStore(connection),
    });
    const changes = cancelled.map(({ id }) => ({ id, version: 1, status: 'cancelled' as const }));
    const cancel = () => inTransaction(connection, (session) => changeOrders({ session, changes }));
    await cancel();
    const once = await Promise.all(paid.map(({ id }) => payments.paymentsOf(id)));
    await cancel();

    const refund = { state: 'due', amountMinor: 1999, reason: 'order_cancelled', isPublished: false };
    for (const [payment] of once) expect(payment).toMatchObject({ state: 'succeeded', refunds: [refund] });
    expect(await Promise.all(paid.map(({ id }) => payments.paymentsOf(id)))).toEqual(once);
    const settling = { state: 'open', confirmableUntil: null, settleAt: expect.any(Date) };
    expect(await payments.paymentsOf(open.id)).toMatchObject([settling]);
    expect(await payments.paymentsOf(failed.id)).toMatchObject([{ state: 'failed', refunds: [] }]);
    expect(await payments.paymentsOf(unpaid.id)).toEqual([]);
    expect(await payments.paymentsOf(kept.id)).toMatchObject([{ state: 'succeeded', refunds: [] }]);
  });
});
