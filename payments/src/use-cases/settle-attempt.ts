import { notFound, notOwner } from '@ticketing/common/errors';
import { type AttemptStatus, statusOf } from '../domain/charge.ts';
import type { Payment } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';
import { settlePayment } from './settle-payment.ts';

export interface SettledAttempt {
  payment: Payment;
  status: AttemptStatus;
}

/**
 * Queries an attempt's outcome from Stripe and records it if final. The browser calls this after confirming; the order
 * relative to Stripe's webhook does not matter.
 * @throws DomainError not_found, not_authorized
 * @throws TransientError when Stripe is unavailable
 */
export const settleAttempt =
  (deps: PaymentDeps) =>
  async ({ paymentId, userId }: { paymentId: string; userId: string }): Promise<SettledAttempt> => {
    const payment = await deps.payments.find(paymentId);
    if (!payment) throw notFound('Payment not found');
    const order = await deps.orders.find(payment.orderId);
    if (order?.userId !== userId) throw notOwner();
    const outcome = await settlePayment(deps)(payment);
    const settled = (await deps.payments.find(paymentId)) ?? payment;
    const status = settled.state === 'open' ? statusOf(outcome) : settled.state;
    return { payment: settled, status };
  };
