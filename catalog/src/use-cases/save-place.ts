import { assertPlace, type Place } from '../domain/place.ts';
import type { CatalogDeps } from './deps.ts';

/**
 * Adds a place, or corrects its name or zone. Venues and performances keep the copy that they have. Every process hears of it by its
 * change stream.
 * @throws DomainError unknown_time_zone
 */
export const savePlace =
  ({ places }: Pick<CatalogDeps, 'places'>) =>
  async (place: Place): Promise<Place> => {
    assertPlace(place);
    await places.save(place);
    return place;
  };
