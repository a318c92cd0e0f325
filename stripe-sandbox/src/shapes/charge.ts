import type Stripe from 'stripe';
import type { Charge } from '../domain/charge.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';
import { billingDetailsShape, chargedCardShape } from './card.ts';
import type { ShapeContext } from './shape-context.ts';

const noBilling = {
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: null,
  name: null,
  phone: null,
  tax_id: null,
};

export function chargeShape(context: ShapeContext, charge: Charge): Stripe.Charge {
  const method = context.get('paymentMethod', charge.paymentMethodId);
  const isPaid = charge.status === 'succeeded';
  return {
    id: charge.id,
    object: 'charge',
    amount: charge.amountMinor,
    amount_captured: isPaid ? charge.amountMinor : 0,
    amount_refunded: charge.amountRefundedMinor,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: isPaid ? charge.id.replace(/^ch_/, 'txn_') : null,
    billing_details: method ? billingDetailsShape(method) : noBilling,
    calculated_statement_descriptor: 'STRIPE SANDBOX',
    captured: isPaid,
    created: charge.createdAt,
    currency: charge.currency,
    customer: null,
    description: charge.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: charge.decline?.code ?? null,
    failure_message: charge.decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: charge.metadata,
    on_behalf_of: null,
    outcome: outcomeShape(charge),
    paid: isPaid,
    payment_intent: charge.intentId,
    payment_method: charge.paymentMethodId,
    payment_method_details: method ? methodDetails(method, charge.amountMinor) : null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: isPaid && charge.amountRefundedMinor === charge.amountMinor,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: charge.status,
    transfer_data: null,
    transfer_group: null,
  };
}

const methodDetails = (method: PaymentMethod, amountMinor: number): Stripe.Charge['payment_method_details'] => ({
  card: chargedCardShape(method, amountMinor),
  type: 'card',
});

const outcomeShape = ({ decline }: Charge): Stripe.Charge['outcome'] => ({
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: decline ? 'declined_by_network' : 'approved_by_network',
  reason: decline?.declineCode ?? null,
  risk_level: 'normal',
  risk_score: 20,
  seller_message: decline ? 'The bank did not return any further details with this decline.' : 'Payment complete.',
  type: decline ? 'issuer_declined' : 'authorized',
});
