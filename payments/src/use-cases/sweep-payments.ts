import type { Payment } from '../domain/payment.ts';
import { advanceRefund } from './advance-refund.ts';
import type { PaymentDeps } from './deps.ts';
import { settlePayment } from './settle-payment.ts';

/** Limits the refunds per sweep, so that a backlog does not delay open payments. */
const maxRefundsPerSweep = 20;
const retryAfterMs = 3_000;

/**
 * Settles due open payments and advances due refunds. A failure is retried by a later sweep and does not stop the
 * others.
 * @throws the last failure, so that the periodic job backs off
 */
export const sweepPayments = (deps: PaymentDeps) => async (): Promise<void> => {
  const failures: unknown[] = [];
  const each = async (
    take: () => Promise<Payment | null>,
    work: (payment: Payment) => Promise<unknown>,
    max: number,
  ) => {
    // Each at most once per sweep: while Stripe hangs, the first is due again before the last has been processed.
    const taken = new Set<string>();
    while (taken.size < max) {
      const payment = await take();
      if (!payment || taken.has(payment.id)) break;
      taken.add(payment.id);
      await work(payment).catch((error: unknown) => void failures.push(error));
    }
  };
  await each(() => deps.payments.claimPaymentToSettle(retryAfterMs), settlePayment(deps), Number.POSITIVE_INFINITY);
  await each(() => deps.payments.claimDueRefund(retryAfterMs), advanceRefund(deps), maxRefundsPerSweep);
  if (failures.length > 0) throw failures.at(-1);
};
