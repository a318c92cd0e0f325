import type { Database } from '../store/database.ts';
import { countFreePlaces, type FreeOfDeparture } from '../store/free-places.ts';

/** Counts what is left of some departures, by price category. */
export const readFreePlaces =
  ({ database }: { database: Pick<Database, '$queryRaw'> }) =>
  ({ performanceIds }: { performanceIds: readonly string[] }): Promise<FreeOfDeparture[]> =>
    countFreePlaces(database, performanceIds);
