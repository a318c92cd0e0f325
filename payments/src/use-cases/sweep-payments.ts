import type { Payment } from '../domain/payment.ts';
import { advanceRefund } from './advance-refund.ts';
import type { PaymentDeps } from './deps.ts';
import { settlePayment } from './settle-payment.ts';

/** So that a pile of refunds does not hold up the next open payment. */
const refundsAtOnce = 20;
const retryAfterMs = 3_000;

/**
 * Settles open payments whose time has come and sees to refunds that are due. One that fails is tried again; the others go on.
 * @throws the last failure, so that the periodic job backs off
 */
export const sweepPayments = (deps: PaymentDeps) => async (): Promise<void> => {
  const failures: unknown[] = [];
  const each = async (
    take: () => Promise<Payment | null>,
    work: (payment: Payment) => Promise<unknown>,
    atMost: number,
  ) => {
    // Each once a sweep: while Stripe hangs, the first is due again before the last was asked for.
    const taken = new Set<string>();
    while (taken.size < atMost) {
      const payment = await take();
      if (!payment || taken.has(payment.id)) break;
      taken.add(payment.id);
      await work(payment).catch((error: unknown) => void failures.push(error));
    }
  };
  await each(() => deps.payments.takeToSettle(retryAfterMs), settlePayment(deps), Number.POSITIVE_INFINITY);
  await each(() => deps.payments.takeRefund(retryAfterMs), advanceRefund(deps), refundsAtOnce);
  if (failures.length > 0) throw failures.at(-1);
};
