import type { Order } from '@/api/schemas.ts';

/** An order's phase as its buyer sees it, apart from payment attempts in this window. */
export type OrderPhase = 'held' | 'processing' | 'complete' | 'refunding' | 'refunded' | 'ended';

export function orderPhase({ status, refund }: Pick<Order, 'status' | 'refund'>): OrderPhase {
  // Of a complete order, places were refunded; the others stay.
  if (refund && status === 'cancelled') return refund.status === 'refunded' ? 'refunded' : 'refunding';
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
 * Returns the order's polling interval; null when it can no longer change. A settled order is polled for a while, because
 * a payment in flight may still arrive and its refund must be shown.
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
