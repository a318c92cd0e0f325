import { notFound } from '@ticketing/common/errors';
import type { Place } from '../domain/place.ts';
import type { CatalogDeps } from './deps.ts';

/** Finds places by the beginning of a name, in memory. */
export const searchPlaces =
  ({ placesCopy }: Pick<CatalogDeps, 'placesCopy'>) =>
  ({ words, limit }: { words: string; limit: number }): Promise<Place[]> =>
    placesCopy.search(words, limit);

/** @throws DomainError not_found */
export async function findPlace({ places }: Pick<CatalogDeps, 'places'>, placeId: string): Promise<Place> {
  const place = await places.findById(placeId);
  if (!place) throw notFound('Place not found');
  return place;
}
