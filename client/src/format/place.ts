import type { Ticket } from '@/api/schemas.ts';

/** Where a ticket leads: `Foundry, Berlin`, or of a journey `Berlin → Wien`; null when the seller did not say. */
export function placeOf({ venue, city, from, to }: Pick<Ticket, 'venue' | 'city' | 'from' | 'to'>): string | null {
  const route = [from, to].filter(Boolean).join(' → ');
  return route || [venue, city].filter(Boolean).join(', ') || null;
}
