import type { Place } from './api/schemas.ts';
import { searchPlaces } from './api/server.ts';
import { nameIn, placeNamed } from './events-query.ts';

export type FoundPlace =
  | { ok: true /** null when nothing has this name, or no name was given */; place: Place | null }
  | { ok: false };

/** Finds a typed place on the server, so that the filter works without script, too. */
export async function findPlace(text: string | undefined): Promise<FoundPlace> {
  if (!text) return { ok: true, place: null };
  const answer = await searchPlaces(nameIn(text));
  return answer.ok ? { ok: true, place: placeNamed(text, answer.value) } : { ok: false };
}
