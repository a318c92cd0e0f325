import { waitFor } from '@ticketing/common/backoff';
import { conflict, notFound, notOwner, ruleViolated } from '@ticketing/common/errors';
import { failpoint } from '@ticketing/common/failpoints';
import { inTransaction } from '@ticketing/common/mongo';
import { assertPayable } from '../domain/order.ts';
import type { ChargeOutcome, Payment } from '../domain/payment.ts';
import type { PaymentDeps } from './deps.ts';
import { ensureIntent } from './ensure-intent.ts';
import { recordOutcome } from './record-outcome.ts';

/** An order made a moment ago may not have reached this service yet. */
const orderArrivesWithinMs = 3_000;

export interface PayOrder {
  orderId: string;
  userId: string;
  /** Stripe's name for a card. */
  token: string;
}

export interface PaidOrder {
  paymentId: string;
  status: 'succeeded' | 'processing';
}

/**
 * Pays an order: stores the attempt, asks Stripe, stores the answer. Whatever is cut off in between, the sweeper settles.
 * @throws DomainError not_found, not_authorized, order_cancelled, already_paid, order_expired, amount_too_small,
 *   payment_in_progress, card_declined, invalid_token
 */
export const payOrder =
  (deps: PaymentDeps) =>
  async ({ orderId, userId, token }: PayOrder): Promise<PaidOrder> => {
    const order = await waitFor(() => deps.orders.find(orderId), { timeoutMs: orderArrivesWithinMs });
    if (!order) throw notFound('Order not found');
    if (order.userId !== userId) throw notOwner();

    const payment = await openPayment(deps, orderId);
    await failpoint('payments.attempt-stored');
    const outcome = await charge(deps, payment, token);
    if (outcome.type === 'failed') throw ruleViolated(outcome.code, outcome.message);
    return { paymentId: payment.id, status: outcome.type === 'succeeded' ? 'succeeded' : 'processing' };
  };

const openPayment = ({ connection, orders, payments, settleAfterMs }: PaymentDeps, orderId: string): Promise<Payment> =>
  inTransaction(connection, async (session) => {
    const taken = await orders.takeAttempt(session, orderId);
    if (!taken) throw notFound('Order not found');
    const { order, attempt, now } = taken;
    const live = await payments.findLive(session, orderId);
    // The money of a cancelled order is on its way back: there, "already paid" would be wrong.
    if (live?.state === 'succeeded' && order.status !== 'cancelled')
      throw ruleViolated('already_paid', 'The order is already paid');
    assertPayable(order, now);
    if (live) throw conflict('payment_in_progress', 'Another attempt to pay this order is still open');
    const payment: Payment = {
      id: payments.newId(),
      orderId,
      attempt,
      state: 'open',
      amountMinor: order.priceMinor,
      currency: order.currency,
      stripeId: null,
      failureCode: null,
      refund: null,
      createdAt: now,
    };
    await payments.insertOpen(session, payment, new Date(now.getTime() + settleAfterMs));
    return payment;
  });

async function charge(deps: PaymentDeps, payment: Payment, token: string): Promise<ChargeOutcome> {
  try {
    const intent = await ensureIntent(deps, payment);
    await failpoint('payments.intent-stored');
    const outcome = 'stripeId' in intent ? await deps.stripe.charge(payment, intent.stripeId, token) : intent;
    await failpoint('payments.charged');
    await recordOutcome(deps, payment, outcome);
    return outcome;
  } catch (err) {
    deps.log.warn(
      { err, paymentId: payment.id, orderId: payment.orderId },
      'payment left open; the sweeper will settle it',
    );
    return { type: 'unknown' };
  }
}
