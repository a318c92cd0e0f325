import { type ChargedIntent, isReturnable, judge, type Verdict } from '../domain/unknown-charge.ts';
import type { OrderStore } from '../store/order-store.ts';
import type { PaymentStore } from '../store/payment-store.ts';
import type { ChargedIntents } from '../stripe/charged-intents.ts';

export type UnknownCharge = ChargedIntent & { verdict: Verdict; isRefunded: boolean };

interface Deps {
  payments: Pick<PaymentStore, 'findByStripeId' | 'findByOrder'>;
  orders: Pick<OrderStore, 'find'>;
  stripe: ChargedIntents;
}

/**
 * Lists the charges at Stripe that no payment accounts for: those that were made after a backup, once it is restored. A
 * payment that was stored before its intent's id was accounts for it, too: settling it finds the intent by its key.
 * @param refunds whether to return those whose orders can no longer be paid
 */
export const listUnknownCharges =
  ({ payments, orders, stripe }: Deps) =>
  async ({ since, refunds }: { since: Date; refunds: boolean }): Promise<UnknownCharge[]> => {
    const isKnown = async ({ stripeId, orderId, attempt }: ChargedIntent): Promise<boolean> =>
      (await payments.findByStripeId(stripeId)) !== null ||
      (orderId !== null && (await payments.findByOrder(orderId)).some((payment) => payment.attempt === attempt));
    const found: UnknownCharge[] = [];
    for await (const intent of stripe.since(since)) {
      if (await isKnown(intent)) continue;
      const verdict = judge(intent, intent.orderId === null ? null : await orders.find(intent.orderId));
      const isRefunded = refunds && isReturnable(verdict);
      if (isRefunded) await stripe.refund(intent);
      found.push({ ...intent, verdict, isRefunded });
    }
    return found;
  };
