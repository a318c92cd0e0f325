import { DomainError } from '@ticketing/common/errors';
import { decide, evolve, type Order, type OrderEvent } from './order.ts';
import type { PublishedOrderEvent } from './order-events.ts';
import { type PlacesToRefund, unknownOrder } from './reduction.ts';

/** An organiser's request. */
export interface RefundRequest extends PlacesToRefund {
  orderId: string;
}

/** How a request was decided, once and for all. */
export interface RefundDecision {
  requestId: string;
  orderId: string;
  outcome: 'refunded' | 'refused';
  /** Why it was refused: a stable code. */
  reason: string | null;
  /** What the buyer gets back for it; 0 when refused. */
  amountMinor: number;
  currency: string;
}

/** Decides a request. @param order null for an order that does not exist */
export function decideRequest(
  order: Order | null,
  { orderId, ...input }: RefundRequest,
): { decision: RefundDecision; events: OrderEvent[] } {
  const { requestId } = input;
  const currency = order?.currency ?? 'USD';
  try {
    if (!order) throw unknownOrder();
    const events = decide(order, { type: 'RefundRequested', ...input });
    const after = events.reduce(evolve, order);
    const leftMinor = after.status === 'cancelled' ? 0 : after.priceMinor;
    const amountMinor = order.priceMinor - leftMinor;
    return { decision: { requestId, orderId, outcome: 'refunded', reason: null, amountMinor, currency }, events };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const decision = { requestId, orderId, outcome: 'refused' as const, reason: error.code, amountMinor: 0, currency };
    return { decision, events: [] };
  }
}

export const refundAnswered = ({
  requestId: id,
  amountMinor: amount,
  ...decision
}: RefundDecision): PublishedOrderEvent<'orders.refund.answered.v1'> => ({
  topic: 'orders.refund.answered.v1',
  event: { id, ...decision, amount },
});
