import type { Ticket } from '@/api/schemas.ts';

/** A ticket's place: `Foundry, Berlin`, or `Berlin → Wien` for a journey; null if unknown. */
export function placeOf({ venue, city, from, to }: Pick<Ticket, 'venue' | 'city' | 'from' | 'to'>): string | null {
  const route = [from, to].filter(Boolean).join(' → ');
  return route || [venue, city].filter(Boolean).join(', ') || null;
}
