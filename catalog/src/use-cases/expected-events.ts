import type { ExpectedEvent } from '@ticketing/common/reconcile';
import type { Performance } from '../domain/performance.ts';
import type { SeatMap } from '../domain/seat-map.ts';
import { eventOf, type PerformanceStore } from '../store/performance-store.ts';
import { type RefundStore, requestOf } from '../store/refund-store.ts';
import type { VenueStore } from '../store/venue-store.ts';

interface ExpectedEventsDeps {
  performances: Pick<PerformanceStore, 'allPublished'>;
  venues: Pick<VenueStore, 'readSeatMap'>;
  refunds: Pick<RefundStore, 'allOpen'>;
}

/** Yields the events that are implied by all published performances, every version up to the last, and by open refunds. */
export const expectedEvents = ({ performances, venues, refunds }: ExpectedEventsDeps) =>
  async function* (): AsyncIterable<ExpectedEvent[]> {
    for await (const batch of performances.allPublished()) {
      const expected: ExpectedEvent[] = [];
      for (const performance of batch) {
        const { venue, seatMapVersion } = performance;
        expected.push(...versionsOf(performance, await venues.readSeatMap(venue.id, seatMapVersion ?? 0)));
      }
      yield expected;
    }
    for await (const batch of refunds.allOpen()) yield batch.map(requestOf);
  };

/** Consumers wait for every version. The current content substitutes for a lost older one; seats never change. */
const versionsOf = (performance: Performance, seatMap: SeatMap | null): ExpectedEvent[] =>
  Array.from({ length: (performance.version ?? -1) + 1 }, (_, version) => ({
    ...eventOf(performance, version, seatMap),
    isSubstitute: version < (performance.version ?? 0),
  }));
