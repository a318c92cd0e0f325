import type Stripe from 'stripe';
import type { PaymentMethod } from '../domain/payment-method.ts';

type Address = Stripe.PaymentMethod['billing_details'];

export const billingDetailsShape = ({ billing }: PaymentMethod): Address => ({
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: billing.email,
  name: billing.name,
  phone: billing.phone,
  tax_id: null,
});

const checks = (cvc: 'pass' | 'fail' | null) => ({
  address_line1_check: null,
  address_postal_code_check: null,
  cvc_check: cvc,
});

/** Stable per card face, like Stripe's fingerprint per number. */
const fingerprintOf = ({ card }: PaymentMethod): string =>
  Buffer.from(`${card.brand}${card.last4}${card.funding}`).toString('base64url').slice(0, 16);

export const cardShape = (method: PaymentMethod): NonNullable<Stripe.PaymentMethod['card']> => ({
  brand: method.card.brand,
  checks: checks(null),
  country: method.card.country,
  display_brand: method.card.brand,
  exp_month: method.expMonth,
  exp_year: method.expYear,
  fingerprint: fingerprintOf(method),
  funding: method.card.funding,
  generated_from: null,
  last4: method.card.last4,
  networks: { available: [method.card.brand], preferred: null },
  regulated_status: 'unregulated',
  three_d_secure_usage: { supported: true },
  wallet: null,
});

export const chargedCardShape = (
  method: PaymentMethod,
  amountMinor: number,
): NonNullable<NonNullable<Stripe.Charge['payment_method_details']>['card']> => ({
  amount_authorized: amountMinor,
  authorization_code: null,
  brand: method.card.brand,
  checks: checks(method.card.behaviour.type === 'declines' ? null : 'pass'),
  country: method.card.country,
  electronic_commerce_indicator: null,
  exp_month: method.expMonth,
  exp_year: method.expYear,
  fingerprint: fingerprintOf(method),
  funding: method.card.funding,
  installments: null,
  last4: method.card.last4,
  mandate: null,
  network: method.card.brand,
  network_token: { used: false },
  network_transaction_id: null,
  regulated_status: 'unregulated',
  three_d_secure: null,
  transaction_link_id: null,
  wallet: null,
});
