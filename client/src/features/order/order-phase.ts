import type { Order } from '@/api/schemas.ts';

/** What an order is to its buyer, apart from any payment attempt made in this window. */
export type OrderPhase = 'held' | 'processing' | 'complete' | 'refunding' | 'refunded' | 'ended';

export function orderPhase({ status, refund }: Pick<Order, 'status' | 'refund'>): OrderPhase {
  if (refund) return refund.status === 'refunded' ? 'refunded' : 'refunding';
  switch (status) {
    case 'created':
      return 'held';
    case 'awaiting_payment':
      return 'processing';
    case 'complete':
      return 'complete';
    case 'cancelled':
      return 'ended';
  }
}

const openPollMs = 1_500;
const latePollMs = 4_000;
const latePaymentWindowMs = 180_000;

/**
 * How often to read the order again, or null when nothing can change any more.
 * An ended order is watched a little longer: a payment that was under way may still arrive, and its refund must show.
 */
export function orderPollMs(order: Order): number | null {
  switch (orderPhase(order)) {
    case 'held':
    case 'processing':
    case 'refunding':
      return openPollMs;
    case 'ended':
      return Date.parse(order.serverTime) - Date.parse(order.expiresAt) < latePaymentWindowMs ? latePollMs : null;
    case 'complete':
    case 'refunded':
      return null;
  }
}
