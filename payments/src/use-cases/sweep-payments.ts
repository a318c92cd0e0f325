import type { DueRefund } from '../store/payment-claims.ts';
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
  const each = async <T>(
    take: () => Promise<T | null>,
    idOf: (work: T) => string,
    work: (taken: T) => Promise<unknown>,
    max: number,
  ) => {
    // Each at most once per sweep: while Stripe hangs, the first is due again before the last has been processed.
    const taken = new Set<string>();
    while (taken.size < max) {
      const next = await take();
      if (!next || taken.has(idOf(next))) break;
      taken.add(idOf(next));
      await work(next).catch((error: unknown) => void failures.push(error));
    }
  };
  const { payments } = deps;
  await payments.convertRefunds();
  const toSettle = () => payments.claimPaymentToSettle(retryAfterMs);
  await each(toSettle, ({ id }) => id, settlePayment(deps), Number.POSITIVE_INFINITY);
  const dueRefund = () => payments.claimDueRefund(retryAfterMs);
  const nameOf = ({ payment, refund }: DueRefund) => `${payment.id}:${refund.number}`;
  await each(dueRefund, nameOf, advanceRefund(deps), maxRefundsPerSweep);
  if (failures.length > 0) throw failures.at(-1);
};
