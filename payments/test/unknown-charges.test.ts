import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { chargedIntents } from '../src/stripe/charged-intents.ts';
import { createStripe } from '../src/stripe/stripe-gateway.ts';
import { listUnknownCharges } from '../src/use-cases/list-unknown-charges.ts';
import { type PaymentsFixture, startPayments } from './payments-fixture.ts';

let payments: PaymentsFixture;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const since = new Date(Date.now() - 60_000);

/** What a restore of an older backup does to a payment. */
const lose = (orderId: string) => payments.deps.connection.collection('payments').deleteMany({ orderId });

it('lists the charges whose payments are lost, and returns those that no order can claim', async () => {
  const stripe = createStripe({ key: 'sk_test_sandbox', apiUrl: payments.sandboxUrl });
  const list = listUnknownCharges({ ...payments.deps, stripe: chargedIntents(stripe) });
  const [kept, open, ended] = [await payments.givenOrder(), await payments.givenOrder(), await payments.givenOrder()];
  for (const order of [kept, open, ended]) await payments.pay(order);
  for (const { id } of [open, ended]) await lose(id);
  await payments.cancel(ended);

  const found = await list({ since, refunds: true });

  expect(found.map(({ orderId, verdict, isRefunded }) => [orderId, verdict, isRefunded]).toSorted()).toEqual(
    [
      [open.id, 'order_open', false],
      [ended.id, 'order_ended', true],
    ].toSorted(),
  );
  expect(await payments.netOf(ended.id)).toMatchObject({ netMinor: 0 });
  expect(await list({ since, refunds: false })).toMatchObject([{ orderId: open.id }]);
});
