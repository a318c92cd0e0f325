/** The types of webhook events that payments handles; the endpoint at Stripe needs no others. */
export const handledEvents = [
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'refund.updated',
  'refund.failed',
] as const;
