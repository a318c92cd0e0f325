import { ruleViolated } from '@ticketing/common/errors';
import type { Performance } from './performance.ts';

/**
 * What an organiser wants to give back: a paid order of a performance, or some of its places. Orders decides.
 * - `requested`: not decided yet
 * - `refunded`: the order does not have the places any more; payments returns the money
 * - `refused`: nothing has changed
 */
export interface Refund {
  id: string;
  performanceId: string;
  orderId: string;
  /** All of its places, whichever they are. */
  isWhole: boolean;
  seatIds: readonly string[];
  standing: { sectionId: string; quantity: number } | null;
  /** Why, in the words of who asked. It stays here: it may say something about a person. */
  reason: string;
  requestedBy: string;
  requestedAt: Date;
  state: 'requested' | 'refunded' | 'refused';
  /** Why it was refused: a stable code of orders. */
  refusal: string | null;
  /** What the buyer gets back for it, minor units; 0 as long as it is not known. */
  amountMinor: number;
  currency: string;
}

/** How orders has decided. */
export interface RefundAnswer {
  id: string;
  outcome: 'refunded' | 'refused';
  refusal: string | null;
  amountMinor: number;
  currency: string;
}

/** @throws DomainError not_published for a draft, which nobody has bought anything of */
export function assertSold({ version }: Pick<Performance, 'version'>): void {
  if (version === null) throw ruleViolated('not_published', 'It is not on sale');
}

/** Returns the event that asks orders. */
export const refundRequested = ({ id, performanceId, orderId, isWhole, seatIds, standing }: Refund) => ({
  ...{ id, performanceId, orderId, isWhole, standing },
  seatIds: [...seatIds],
});
