import type { PaymentDeps } from './deps.ts';
import { refundPayment } from './refund-payment.ts';
import { settlePayment } from './settle-payment.ts';

const refundsAtOnce = 20;
const retryAfterMs = 3_000;

/**
 * Settles open payments whose time has come and pays due refunds. One that fails is tried again; the others go on.
 * @throws the last failure, so that the periodic job backs off
 */
export const sweepPayments = (deps: PaymentDeps) => async (): Promise<void> => {
  const failures: unknown[] = [];
  const attempt = (work: Promise<void>) => work.catch((error: unknown) => void failures.push(error));
  // Each once a sweep: while Stripe hangs, the first is due again before the last was asked for.
  const taken = new Set<string>();
  for (;;) {
    const payment = await deps.payments.takeToSettle(retryAfterMs);
    if (!payment || taken.has(payment.id)) break;
    taken.add(payment.id);
    await attempt(settlePayment(deps)(payment));
  }
  for (const payment of await deps.payments.findToRefund(refundsAtOnce)) await attempt(refundPayment(deps)(payment));
  if (failures.length > 0) throw failures.at(-1);
};
