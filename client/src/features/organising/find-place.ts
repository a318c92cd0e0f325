import { searchPlaces } from '@/features/events/api/browser.ts';
import type { Place } from '@/features/events/api/schemas.ts';
import { nameIn, placeLabel } from '@/features/events/events-query.ts';

const isSame = (one: string, other: string): boolean =>
  one.localeCompare(other.trim(), undefined, { sensitivity: 'base' }) === 0;

/** Returns the place that a text names: a search may guess, what is saved may not. */
export const exactPlace = (text: string, places: readonly Place[]): Place | null =>
  places.find((place) => isSame(placeLabel(place), text)) ?? places.find(({ name }) => isSame(name, text)) ?? null;

/** @returns the place, or null when nothing has this name; undefined without an answer */
export async function findExactPlace(text: string): Promise<Place | null | undefined> {
  if (text.trim() === '') return null;
  const answer = await searchPlaces(nameIn(text));
  return answer.ok ? exactPlace(text, answer.value) : undefined;
}
