import type Stripe from 'stripe';
import type { PaymentIntent } from '../domain/intent.ts';
import { docUrl } from './doc-url.ts';
import { paymentMethodShape } from './payment-method.ts';
import type { ShapeContext } from './shape-context.ts';

/** Renders a payment intent for the secret key. */
export const paymentIntentShape = (context: ShapeContext, intent: PaymentIntent): Stripe.PaymentIntent => ({
  id: intent.id,
  object: 'payment_intent',
  allowed_payment_method_types: null,
  amount: intent.amountMinor,
  amount_capturable: 0,
  amount_details: { tip: {} },
  amount_received: intent.status === 'succeeded' ? intent.amountMinor : 0,
  application: null,
  application_fee_amount: null,
  automatic_payment_methods: intent.hasAutomaticMethods ? { allow_redirects: 'always', enabled: true } : null,
  canceled_at: intent.canceledAt,
  cancellation_reason: intent.cancellationReason,
  capture_method: intent.captureMethod,
  client_secret: intent.clientSecret,
  confirmation_method: 'automatic',
  created: intent.createdAt,
  currency: intent.currency,
  customer: null,
  customer_account: null,
  description: intent.description,
  excluded_payment_method_types: null,
  last_payment_error: lastPaymentErrorShape(context, intent),
  latest_charge: intent.latestChargeId,
  livemode: false,
  managed_payments: null,
  metadata: intent.metadata,
  next_action: nextActionShape(context, intent),
  on_behalf_of: null,
  payment_method: intent.paymentMethodId,
  payment_method_configuration_details: null,
  payment_method_options: {
    card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
  },
  payment_method_types: ['card'],
  payment_record: null,
  processing: intent.status === 'processing' ? { type: 'card', card: {} } : null,
  receipt_email: null,
  review: null,
  setup_future_usage: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  status: intent.status,
  transfer_data: null,
  transfer_group: null,
});

/** Renders a payment intent for a browser with publishable key and client secret: without charges and metadata. */
export function publicPaymentIntentShape(context: ShapeContext, intent: PaymentIntent): Partial<Stripe.PaymentIntent> {
  const {
    amount_received: _received,
    latest_charge: _charge,
    metadata: _metadata,
    application: _application,
    application_fee_amount: _fee,
    customer: _customer,
    customer_account: _account,
    on_behalf_of: _onBehalfOf,
    payment_method_options: _options,
    review: _review,
    statement_descriptor: _descriptor,
    statement_descriptor_suffix: _suffix,
    transfer_data: _transfer,
    transfer_group: _group,
    ...visible
  } = paymentIntentShape(context, intent);
  return visible;
}

function lastPaymentErrorShape(
  context: ShapeContext,
  { lastError }: PaymentIntent,
): Stripe.PaymentIntent['last_payment_error'] {
  if (!lastError) return null;
  const method = context.get('paymentMethod', lastError.paymentMethodId);
  return {
    ...(lastError.chargeId ? { charge: lastError.chargeId } : {}),
    code: lastError.code,
    ...(lastError.declineCode ? { decline_code: lastError.declineCode } : {}),
    doc_url: docUrl(lastError.code),
    message: lastError.message,
    ...(lastError.param ? { param: lastError.param } : {}),
    ...(method ? { payment_method: paymentMethodShape(method) } : {}),
    type: lastError.type,
  };
}

function nextActionShape({ publicUrl }: ShapeContext, intent: PaymentIntent): Stripe.PaymentIntent['next_action'] {
  if (!intent.challenge) return null;
  const url = `${publicUrl}/_sandbox/challenges/${intent.id}?client_secret=${intent.clientSecret}`;
  const { returnUrl } = intent.challenge;
  if (returnUrl) return { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } };
  return { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url } };
}
