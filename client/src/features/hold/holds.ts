import type { Order } from '@/api/schemas.ts';
import { anchorCountdown, type CountdownAnchor, remainingMs } from './countdown.ts';

/** An order's latest known state, with its countdown. */
export interface Hold {
  order: Order;
  anchor: CountdownAnchor;
}

/**
 * Returns the holds after a read of an order. Reads may arrive in any order; the highest version is the newest.
 * @param requestedAtMs monotonic clock when the request was sent
 */
export function holdSeen(known: readonly Hold[], order: Order, requestedAtMs: number): readonly Hold[] {
  const before = known.find((hold) => hold.order.id === order.id);
  if (before && before.order.version > order.version) return known;
  const seen = { order, anchor: anchorCountdown(order, requestedAtMs) };
  return [...known.filter((hold) => hold !== before), seen];
}

/** Returns the orders that can still be paid, most urgent first. */
export function heldOf(known: readonly Hold[], nowMs: number): Hold[] {
  return known
    .filter((hold) => hold.order.status === 'created' && leftOf(hold, nowMs) > 0)
    .sort((a, b) => leftOf(a, nowMs) - leftOf(b, nowMs));
}

export const leftOf = ({ anchor }: Hold, nowMs: number): number => remainingMs(anchor, nowMs);
