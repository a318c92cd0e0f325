import type Stripe from 'stripe';
import type { Refund } from '../domain/refund.ts';

export const refundShape = (refund: Refund): Stripe.Refund => ({
  id: refund.id,
  object: 'refund',
  amount: refund.amountMinor,
  balance_transaction: refund.id.replace(/^re_/, 'txn_'),
  charge: refund.chargeId,
  created: refund.createdAt,
  currency: refund.currency,
  customer: null,
  customer_account: null,
  destination_details: {
    card: { reference_status: refund.status === 'pending' ? 'pending' : 'available', type: 'refund' },
    type: 'card',
  },
  ...(refund.status === 'failed' ? { failure_reason: 'expired_or_canceled_card' } : {}),
  ...(refund.status === 'pending' ? { pending_reason: 'processing' } : {}),
  metadata: refund.metadata,
  payment_intent: refund.intentId,
  payment_method: null,
  reason: refund.reason,
  receipt_number: null,
  source_transfer_reversal: null,
  status: refund.status,
  transfer_reversal: null,
});
