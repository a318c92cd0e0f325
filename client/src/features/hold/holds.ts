import type { Order } from '@/api/schemas.ts';
import { anchorCountdown, type CountdownAnchor, remainingMs } from './countdown.ts';

/** An order as it was last seen, with its clock. */
export interface Hold {
  order: Order;
  anchor: CountdownAnchor;
}

/**
 * What is known after an order was read. News may arrive in any order; the higher version is the newer.
 * @param askedAtMs reading of the monotonic clock
 */
export function holdSeen(known: readonly Hold[], order: Order, askedAtMs: number): readonly Hold[] {
  const before = known.find((hold) => hold.order.id === order.id);
  if (before && before.order.version > order.version) return known;
  const seen = { order, anchor: anchorCountdown(order, askedAtMs) };
  return [...known.filter((hold) => hold !== before), seen];
}

/** Orders that still can be paid, the most urgent first. */
export function heldOf(known: readonly Hold[], nowMs: number): Hold[] {
  return known
    .filter((hold) => hold.order.status === 'created' && leftOf(hold, nowMs) > 0)
    .sort((a, b) => leftOf(a, nowMs) - leftOf(b, nowMs));
}

export const leftOf = ({ anchor }: Hold, nowMs: number): number => remainingMs(anchor, nowMs);
