import type { Ticket } from '@/api/schemas.ts';
import { smallestPrice } from '@/format/money.ts';

/** Why a ticket that nobody holds can't be bought; null when it can. The services decide by the same rule. */
export function obstacleOf({
  isSaleOver,
  price,
}: Pick<Ticket, 'isSaleOver' | 'price'>): 'saleOver' | 'tooCheap' | null {
  if (isSaleOver) return 'saleOver';
  return price < smallestPrice ? 'tooCheap' : null;
}

/**
 * Returns how long the ticket can still be bought, by the server's clock.
 * @param serverTime the X-Server-Time header of the same response
 * @returns null when its sale has no end, or is over
 */
export function saleEndsInMs(
  { startsAt, saleEndsAt, isSaleOver }: Pick<Ticket, 'startsAt' | 'saleEndsAt' | 'isSaleOver'>,
  serverTime: string | null,
): number | null {
  const leftMs = Date.parse(saleEndsAt ?? startsAt ?? '') - Date.parse(serverTime ?? '');
  return isSaleOver || Number.isNaN(leftMs) ? null : Math.max(0, leftMs);
}
