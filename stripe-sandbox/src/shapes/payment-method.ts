import type Stripe from 'stripe';
import type { PaymentMethod } from '../domain/payment-method.ts';
import { billingDetailsShape, cardShape } from './card.ts';

export const paymentMethodShape = (method: PaymentMethod): Stripe.PaymentMethod => ({
  id: method.id,
  object: 'payment_method',
  allow_redisplay: 'unspecified',
  billing_details: billingDetailsShape(method),
  card: cardShape(method),
  created: method.createdAt,
  customer: null,
  customer_account: null,
  livemode: false,
  metadata: method.metadata,
  type: 'card',
});
