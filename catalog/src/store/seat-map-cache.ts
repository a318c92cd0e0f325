import type { SeatMap } from '../domain/seat-map.ts';

/** A map of 20,000 seats takes about 3 MB of memory; a sale that everybody looks at has one. */
const maxMaps = 16;

export interface SeatMapCache {
  /** Returns a seat map; null when there is none. Concurrent callers share a read. */
  get(id: string): Promise<SeatMap | null>;
}

/**
 * Keeps the seat maps that were read last. A version never changes, so nothing has to be invalidated; what was not found
 * or not read is not kept.
 */
export function createSeatMapCache(read: (id: string) => Promise<SeatMap | null>): SeatMapCache {
  const kept = new Map<string, Promise<SeatMap | null>>();
  const readAndForgetFailure = async (id: string): Promise<SeatMap | null> => {
    let found: SeatMap | null = null;
    try {
      found = await read(id);
      return found;
    } finally {
      if (!found) kept.delete(id);
    }
  };
  return {
    get(id) {
      const seatMap = kept.get(id) ?? readAndForgetFailure(id);
      // A Map iterates in the order of insertion: the first key was used least recently.
      kept.delete(id);
      kept.set(id, seatMap);
      const [oldest] = kept.keys();
      if (kept.size > maxMaps && oldest !== undefined) kept.delete(oldest);
      return seatMap;
    },
  };
}
