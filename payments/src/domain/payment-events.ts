import type { EventByTopic, Topic } from '@ticketing/contracts';
import type { Payment } from './payment.ts';

export interface PaymentEvent<T extends Topic = Topic> {
  topic: T;
  event: EventByTopic[T];
}

type Attempt = Pick<Payment, 'id' | 'orderId' | 'attempt'>;

/** @param waitedMs how long the request waited before the attempt was stored; tells orders about overload */
export const paymentStarted = (
  { orderId, attempt }: Attempt,
  waitedMs = 0,
): PaymentEvent<'payments.payment.started.v1'> => ({
  topic: 'payments.payment.started.v1',
  event: { orderId, attempt, waitedMs },
});

export const paymentCreated = (
  { id, orderId }: Attempt,
  stripeId: string,
): PaymentEvent<'payments.payment.created.v1'> => ({
  topic: 'payments.payment.created.v1',
  event: { id, orderId, stripeId },
});

export const paymentFailed = (
  { orderId, attempt }: Attempt,
  reason: string,
): PaymentEvent<'payments.payment.failed.v1'> => ({
  topic: 'payments.payment.failed.v1',
  event: { orderId, attempt, reason },
});

export const paymentRefunded = (
  { id, orderId, amountMinor: amount, currency }: Payment,
  reason: string,
): PaymentEvent<'payments.payment.refunded.v1'> => ({
  topic: 'payments.payment.refunded.v1',
  event: { id, orderId, amount, currency, reason },
});

/** Returns the events that a stored payment implies. A failed attempt charged later stays failed for other services. */
export function eventsOf(payment: Payment): PaymentEvent[] {
  const { state, stripeId, failureCode, refund } = payment;
  return [
    paymentStarted(payment),
    ...(failureCode !== null ? [paymentFailed(payment, failureCode)] : []),
    ...(failureCode === null && state === 'succeeded' && stripeId ? [paymentCreated(payment, stripeId)] : []),
    ...(refund?.isPublished ? [paymentRefunded(payment, refund.reason)] : []),
  ];
}
