import { useEffect, useState } from 'react';
import { type HallSection, hallSections } from '@/features/events/hall.ts';
import { readVenue } from './api/browser.ts';
import type { SeatMap } from './api/schemas.ts';

/** What is known about a venue's seat map. */
export type VenueSections =
  | { state: 'loading' | 'lost' | 'none' }
  /** Sections of the newest seat map. */
  | { state: 'known'; sections: readonly HallSection[] };

const sectionsIn = (seatMap: SeatMap | null): VenueSections =>
  seatMap ? { state: 'known', sections: hallSections(seatMap) } : { state: 'none' };

/** Returns the sections of the chosen venue; those of `first` are known already. */
export function useVenueSections(venueId: string, first: { venueId: string; seatMap: SeatMap | null } | null) {
  const [found, setFound] = useState<{ venueId: string; sections: VenueSections } | null>(() =>
    first ? { venueId: first.venueId, sections: sectionsIn(first.seatMap) } : null,
  );
  const isKnown = found?.venueId === venueId;
  useEffect(() => {
    if (isKnown || venueId === '') return;
    let isLeft = false;
    void readVenue(venueId).then((answer) => {
      const sections: VenueSections = answer.ok ? sectionsIn(answer.value.seatMap) : { state: 'lost' };
      if (!isLeft) setFound({ venueId, sections });
    });
    return () => {
      isLeft = true;
    };
  }, [venueId, isKnown]);
  return isKnown ? found.sections : ({ state: 'loading' } as const);
}
