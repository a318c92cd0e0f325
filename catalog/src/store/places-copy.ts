import { matcherOf, type SearchFields, searchFieldsOf } from '@ticketing/common/search';
import type { Place } from '../domain/place.ts';

/** Of a change that no event has told of, because the change stream was interrupted. */
const maxAgeMs = 30_000;

interface IndexedPlace extends Pick<SearchFields, 'searchText' | 'searchWords'> {
  place: Place;
}

export interface PlacesCopy {
  /** Finds places by the beginning of their words, by name. @param words blank for all */
  search(words: string, limit: number): Promise<Place[]>;
  /** Makes the next search read again, because a place changed. */
  invalidate(): void;
}

/**
 * All places in memory: few, read with every letter that somebody types, and changed a few times a year (ADR 43). One read
 * serves everybody who waits for it. A read that began before a change is not kept.
 * @param readAll in the order of the answers
 */
export function createPlacesCopy(
  readAll: () => Promise<readonly Place[]>,
  now: () => number = () => performance.now(),
): PlacesCopy {
  let copy: { readAt: number; places: Promise<IndexedPlace[]> } | null = null;

  const indexed = async (): Promise<IndexedPlace[]> =>
    (await readAll()).map((place) => {
      const { searchText, searchWords } = searchFieldsOf(place.name);
      return { place, searchText, searchWords };
    });

  function current(): Promise<IndexedPlace[]> {
    if (copy && now() - copy.readAt < maxAgeMs) return copy.places;
    const begun = { readAt: now(), places: indexed() };
    copy = begun;
    begun.places.catch(() => {
      if (copy === begun) copy = null;
    });
    return begun.places;
  }

  return {
    async search(words, limit) {
      const matches = matcherOf(words);
      const found: Place[] = [];
      for (const each of await current()) {
        if (matches(each)) found.push(each.place);
        if (found.length === limit) break;
      }
      return found;
    },
    invalidate() {
      copy = null;
    },
  };
}
