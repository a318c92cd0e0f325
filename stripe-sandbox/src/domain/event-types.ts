const intentEventTypes = [
  'payment_intent.created',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'payment_intent.processing',
  'payment_intent.requires_action',
] as const;
const chargeEventTypes = ['charge.succeeded', 'charge.failed', 'charge.refunded'] as const;
const refundEventTypes = ['refund.created', 'refund.updated', 'refund.failed'] as const;

/** Every type of event that the sandbox emits, as Stripe names them. */
export const eventTypes = [...intentEventTypes, ...chargeEventTypes, ...refundEventTypes] as const;

export type IntentEventType = (typeof intentEventTypes)[number];
export type ChargeEventType = (typeof chargeEventTypes)[number];
export type RefundEventType = (typeof refundEventTypes)[number];
export type EventType = (typeof eventTypes)[number];
