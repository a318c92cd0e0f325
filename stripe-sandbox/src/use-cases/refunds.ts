import { invalidRequest, resourceMissing } from '../domain/api-error.ts';
import type { Charge } from '../domain/charge.ts';
import {
  addRefund,
  initialRefundStatus,
  laterRefundStatus,
  type Refund,
  type RefundReason,
  type RefundStatus,
  refundableAmount,
  withdrawRefund,
} from '../domain/refund.ts';
import { emitChargeEvent, emitRefundEvent } from './emit-event.ts';
import { getPaymentIntent } from './payment-intents.ts';
import type { Scope } from './scope.ts';

/** Settlement delay of Stripe's "pending" and "fails later" refund cards. */
export const refundSettlementMs = 5_000;

export interface NewRefund {
  target: { paymentIntentId: string } | { chargeId: string };
  amountMinor: number | undefined;
  reason: RefundReason | null;
  metadata: Record<string, string>;
}

export function createRefund(scope: Scope, { target, amountMinor, reason, metadata }: NewRefund): Refund {
  const { tx } = scope;
  const charge = chargeOf(scope, target);
  const behaviour = tx.get('paymentMethod', charge.paymentMethodId)?.card.refunds ?? 'succeeds';
  const refund: Refund = {
    id: tx.newId('re_'),
    chargeId: charge.id,
    intentId: charge.intentId,
    amountMinor: refundableAmount(charge, amountMinor),
    currency: charge.currency,
    createdAt: tx.nowS,
    metadata,
    reason,
    status: initialRefundStatus(behaviour),
  };
  const refunded = addRefund(charge, refund.amountMinor);
  tx.put('refund', refund);
  tx.put('charge', refunded);
  emitRefundEvent(scope, 'refund.created', refund);
  emitChargeEvent(scope, 'charge.refunded', refunded);
  const later = laterRefundStatus(behaviour);
  if (later) {
    tx.put('settlement', { id: refund.id, type: 'refund', dueAtMs: tx.nowMs + refundSettlementMs, status: later });
  } else {
    emitRefundEvent(scope, 'refund.updated', refund);
  }
  return refund;
}

/** Applies the bank's late decision on a refund. */
export function settleRefund(scope: Scope, refundId: string, status: RefundStatus): void {
  const { tx } = scope;
  const refund = tx.get('refund', refundId);
  const charge = refund && tx.get('charge', refund.chargeId);
  if (!refund || !charge) return;
  const settled: Refund = { ...refund, status };
  tx.put('refund', settled);
  if (status === 'failed') {
    tx.put('charge', withdrawRefund(charge, refund.amountMinor));
    emitRefundEvent(scope, 'refund.failed', settled);
  }
  emitRefundEvent(scope, 'refund.updated', settled);
}

function chargeOf(scope: Scope, target: NewRefund['target']): Charge {
  if ('chargeId' in target) {
    const charge = scope.tx.get('charge', target.chargeId);
    if (!charge) throw resourceMissing('charge', target.chargeId, 'charge');
    if (charge.status === 'succeeded') return charge;
    throw invalidRequest(`Charge ${charge.id} was not successful and can't be refunded.`, { param: 'charge' });
  }
  const intent = getPaymentIntent(scope, target.paymentIntentId);
  const charge = intent.latestChargeId ? scope.tx.get('charge', intent.latestChargeId) : undefined;
  if (charge?.status === 'succeeded') return charge;
  throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
    param: 'payment_intent',
    intent,
  });
}
