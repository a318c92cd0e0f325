import type { EventByTopic, Topic } from '@ticketing/contracts';
import { isLive, type Payment, type PaymentEvent } from './payment.ts';

export interface PublishedPaymentEvent<T extends Topic = Topic> {
  topic: T;
  event: EventByTopic[T];
}

/** The published events of a payment, as far as they are published. */
type PublicEvent =
  | { type: 'Started'; waitedMs: number }
  | { type: 'Succeeded'; stripeId: string }
  | { type: 'Failed'; code: string }
  | { type: 'Refunded'; number: number };

/** Returns the aggregate id of an order's payment events, which stay in order. */
export const aggregateIdOf = (orderId: string): string => `order:${orderId}`;

/** Returns an event as it is published; nothing for an event that concerns this service only. */
export function publishedAs(payment: Payment, event: PaymentEvent | PublicEvent): PublishedPaymentEvent[] {
  const { id, orderId, attempt, currency } = payment;
  switch (event.type) {
    case 'Started':
      return [published('payments.payment.started.v1', { orderId, attempt, waitedMs: event.waitedMs })];
    case 'Succeeded':
      return [published('payments.payment.created.v1', { id, orderId, stripeId: event.stripeId })];
    case 'Failed':
      return [published('payments.payment.failed.v1', { orderId, attempt, reason: event.code })];
    case 'Refunded': {
      const { number } = event;
      const refund = payment.refunds.find((each) => each.number === number);
      if (!refund) throw new Error('a refund that is published does not exist');
      const { amountMinor: amount, reason } = refund;
      return [published('payments.payment.refunded.v1', { id, orderId, amount, currency, reason, number })];
    }
    case 'ChargedLate':
    case 'SettlementRequested':
    case 'RefundRequested':
    case 'RefundAdvanced':
      return [];
  }
}

const published = <T extends Topic>(topic: T, event: EventByTopic[T]): PublishedPaymentEvent<T> => ({ topic, event });

/** Returns the published events that a stored payment implies. */
export const eventsOf = (payment: Payment): PublishedPaymentEvent[] =>
  publicEventsOf(payment).flatMap((event) => publishedAs(payment, event));

function publicEventsOf(payment: Payment): PublicEvent[] {
  const { state, stripeId, failureCode, refunds } = payment;
  return [
    // How long the request waited is not stored.
    { type: 'Started', waitedMs: 0 },
    ...(failureCode !== null ? [{ type: 'Failed' as const, code: failureCode }] : []),
    ...(isLive(payment) && state === 'succeeded' && stripeId ? [{ type: 'Succeeded' as const, stripeId }] : []),
    ...refunds.filter(({ isPublished }) => isPublished).map(({ number }) => ({ type: 'Refunded' as const, number })),
  ];
}
