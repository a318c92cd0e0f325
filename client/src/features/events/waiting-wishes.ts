import type { FreeSeats } from '@/api/schemas.ts';
import type { WaitingWish } from './api/browser.ts';
import type { BestParty } from './best-available.tsx';
import { freeSeatsByCategory, type Hall } from './hall.ts';

/** Something that a party can wait for, because there is not enough of it. */
export interface WaitingOffer {
  /** A category or a standing area; null for any seats. */
  name: string | null;
  quantity: number;
  wish: WaitingWish;
}

/**
 * Returns what a party of this size can wait for: any seats when no category has enough, otherwise the categories that have not,
 * and standing areas with fewer places. Whether free seats are together is decided by orders.
 */
export function waitingOffers(hall: Hall, free: FreeSeats | null, party: BestParty): WaitingOffer[] {
  if (!free) return [];
  const { quantity } = party;
  const counts = freeSeatsByCategory(hall, free);
  const seated = hall.categories.filter(({ id }) => counts.has(id));
  const short = seated.filter(({ id }) => (counts.get(id) ?? 0) < quantity);
  const isAllShort = short.length === seated.length && seated.length > 0;
  const ofSeats: WaitingOffer[] = isAllShort
    ? [{ name: null, quantity, wish: { bestAvailable: party } }]
    : short.map(({ id: categoryId, name }) => ({ name, quantity, wish: { bestAvailable: { ...party, categoryId } } }));
  const ofAreas = hall.sections.flatMap(({ id: sectionId, name, standing }): WaitingOffer[] =>
    standing && (free.standing[sectionId] ?? 0) < quantity
      ? [{ name, quantity, wish: { standing: { sectionId, quantity } } }]
      : [],
  );
  return [...ofSeats, ...ofAreas];
}
