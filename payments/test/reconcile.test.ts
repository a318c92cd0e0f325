import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mongoReconcileSource } from '@ticketing/common/mongo';
import { keyOf, topicsOwnedBy } from '@ticketing/contracts';
import { loseAndRebuild } from '@ticketing/testing/rebuilding';
import { expectedEvents } from '../src/use-cases/expected-events.ts';
import { type PaymentsFixture, startPayments } from './payments-fixture.ts';

const started = 'payments.payment.started.v1';

let payments: PaymentsFixture;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

it('rebuilds attempts, charges, failures and refunds from their rows exactly as published', async () => {
  const { connection, orders, payments: store } = payments.deps;
  const [kept, refunded] = [await payments.givenOrder(), await payments.givenOrder()];
  await payments.pay(kept, { token: 'tok_chargeDeclined' });
  await payments.pay(kept);
  await payments.pay(refunded);
  await payments.cancel(refunded);
  await payments.sweep();
  const source = {
    name: 'payments',
    topics: topicsOwnedBy('payments'),
    expectedEvents: expectedEvents({ payments: store }),
    ...mongoReconcileSource(
      connection,
      async (session, { topic, event }) => (await orders.takeSequence(session, keyOf(topic, event))).sequence,
    ),
  };
  const { before, after, report, again } = await loseAndRebuild(connection, source);

  expect(before).toHaveLength(7);
  // How long a request waited is not stored.
  expect(after).toEqual(
    before.map((row) =>
      row.topic === started ? { ...row, payload: { ...(row.payload as object), waitedMs: 0 } } : row,
    ),
  );
  expect(report.events).toEqual({ checked: 7, missing: 7, substituted: 0 });
  expect(again.events).toMatchObject({ missing: 0 });
});
