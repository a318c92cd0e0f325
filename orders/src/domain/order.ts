import { ruleViolated } from '@ticketing/common/errors';
import type { Order, OrderEvent, OutcomeAnswered } from './order-state.ts';
import { decideRefund, decideRelease, type PlacesToRefund, type PlacesToReturn, returnPlaces } from './reduction.ts';

export type { CancelReason, Order, OrderEvent, OrderStatus } from './order-state.ts';

/** An input of an order. Times are the database's. */
export type OrderInput =
  | { type: 'ReservationDue'; now: Date; graceSeconds: number; attemptsKnownUntil: Date }
  | { type: 'BuyerCancelled' }
  /** Its organiser has cancelled the performance. */
  | { type: 'PerformanceCancelled' }
  /** Its booking is undone. */
  | { type: 'BookingCancelled' }
  /** Its booking asks how it ended. */
  | { type: 'OutcomeAsked'; correlationId: string }
  | { type: 'PaymentStarted'; attempt: number }
  | { type: 'PaymentFailed'; attempt: number }
  | { type: 'PaymentCreated'; paymentId: string }
  | { type: 'PaymentRefunded'; paymentId: string; number: number; amountMinor: number }
  /** Its buyer gives some places back. */
  | ({ type: 'PlacesReleased' } & PlacesToReturn)
  /** Its organiser refunds it, or some of its places. */
  | ({ type: 'RefundRequested' } & PlacesToRefund);

const isTerminal = ({ status }: Order) => status === 'complete' || status === 'cancelled';

/**
 * Returns when the reservation ends. An open attempt to pay defers it once, by the grace. Incomplete knowledge defers
 * it, too: while an attempt started in time may still be in flight, its buyer must not lose the ticket.
 * @param attemptsKnownUntil every attempt that started before this time is known here
 */
export function expiryOf({ expiresAt, openAttempt }: Order, graceSeconds: number, attemptsKnownUntil: Date): Date {
  const isDeferred = openAttempt !== null || attemptsKnownUntil < expiresAt;
  return isDeferred ? new Date(expiresAt.getTime() + graceSeconds * 1000) : expiresAt;
}

const isOver = (order: Order, input: Extract<OrderInput, { type: 'ReservationDue' }>): boolean =>
  input.now >= expiryOf(order, input.graceSeconds, input.attemptsKnownUntil);

/**
 * Decides which events follow from an input. Duplicate and late inputs yield none. A cancelled performance and an undone booking
 * end paid orders, too; payments then refunds them. Whatever ends an order answers the question that waits for its end.
 * @throws DomainError already_paid when the buyer cancels a paid order; those of {@link decideRelease} and {@link decideRefund}
 */
export function decide(order: Order, input: OrderInput): OrderEvent[] {
  if (input.type === 'OutcomeAsked') {
    const { correlationId } = input;
    // The latest attempt is the one that the saga listens for.
    return [isTerminal(order) ? answerOf(order, correlationId) : { type: 'OutcomeAwaited', correlationId }];
  }
  const events = decideUnasked(order, input);
  const after = events.reduce(evolve, order);
  const { askedCorrelationId } = order;
  return askedCorrelationId !== null && isTerminal(after) ? [...events, answerOf(after, askedCorrelationId)] : events;
}

const answerOf = ({ status, cancelReason }: Order, correlationId: string): OutcomeAnswered => ({
  type: 'OutcomeAnswered',
  correlationId,
  ...(status === 'complete'
    ? { outcome: 'succeeded', reason: null }
    : { outcome: 'failed', reason: cancelReason ?? 'unknown' }),
});

function decideUnasked(order: Order, input: Exclude<OrderInput, { type: 'OutcomeAsked' }>): OrderEvent[] {
  if (input.type === 'PaymentRefunded') {
    const { paymentId, number, amountMinor } = input;
    const key = `${paymentId}:${number}`;
    return order.refunds[key] === amountMinor ? [] : [{ type: 'Refunded', key, amountMinor }];
  }
  if (input.type === 'PlacesReleased') return decideRelease(order, input);
  if (input.type === 'RefundRequested') return decideRefund(order, input);
  if (input.type === 'BuyerCancelled' && order.status === 'complete') {
    throw ruleViolated('already_paid', 'Cannot cancel a paid order');
  }
  if (input.type === 'PerformanceCancelled' || input.type === 'BookingCancelled') {
    const reason = input.type === 'PerformanceCancelled' ? 'event_cancelled' : 'buyer';
    return order.status === 'cancelled' ? [] : [{ type: 'Cancelled', reason }];
  }
  if (isTerminal(order)) return [];
  switch (input.type) {
    case 'ReservationDue':
      return isOver(order, input) ? [{ type: 'Cancelled', reason: 'expired' }] : [];
    case 'BuyerCancelled':
      return [{ type: 'Cancelled', reason: 'buyer' }];
    case 'PaymentStarted':
      // Events of different payment topics may arrive out of order: an attempt may end before it starts.
      return input.attempt > Math.max(order.settledAttempt, order.openAttempt ?? 0)
        ? [{ type: 'AttemptOpened', attempt: input.attempt }]
        : [];
    case 'PaymentFailed':
      return input.attempt > order.settledAttempt ? [{ type: 'AttemptClosed', attempt: input.attempt }] : [];
    case 'PaymentCreated':
      // Reached only for a live order: payments refunds a late payment of a cancelled one.
      return [{ type: 'Completed', paymentId: input.paymentId }];
  }
}

/** Returns the order after an event. */
export function evolve(order: Order, event: OrderEvent): Order {
  switch (event.type) {
    case 'AttemptOpened':
      return { ...order, status: 'awaiting_payment', openAttempt: event.attempt };
    case 'AttemptClosed': {
      const isStillOpen = order.openAttempt !== null && order.openAttempt > event.attempt;
      return isStillOpen
        ? { ...order, settledAttempt: event.attempt }
        : { ...order, settledAttempt: event.attempt, openAttempt: null, status: 'created' };
    }
    case 'Completed':
      return {
        ...order,
        status: 'complete',
        paymentId: event.paymentId,
        openAttempt: null,
        version: order.version + 1,
      };
    case 'Cancelled':
      return {
        ...order,
        status: 'cancelled',
        cancelReason: event.reason,
        openAttempt: null,
        version: order.version + 1,
      };
    case 'Refunded':
      return withRefund(order, event);
    case 'Reduced':
      return returnPlaces(order, event.reduction);
    case 'OutcomeAwaited':
      return { ...order, askedCorrelationId: event.correlationId };
    case 'OutcomeAnswered':
      return { ...order, askedCorrelationId: null };
  }
}

function withRefund(order: Order, { key, amountMinor }: Extract<OrderEvent, { type: 'Refunded' }>): Order {
  const refunds = { ...order.refunds, [key]: amountMinor };
  return { ...order, refunds, refundAmountMinor: Object.values(refunds).reduce((sum, each) => sum + each, 0) };
}
