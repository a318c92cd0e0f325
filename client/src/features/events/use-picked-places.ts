import { useCallback, useState } from 'react';
import type { FreeSeats } from '@/api/schemas.ts';
import { type ChoiceState, freeSeatsSeen, initialChoice, seatToggled } from './choice.ts';
import type { Hall } from './hall.ts';
import type { SaleState } from './sale-state.ts';
import { useFreeSeats } from './use-free-seats.ts';

/** The chosen places, of which those that somebody else takes go. */
export function usePickedPlaces(hall: Hall, onSaleState: (state: SaleState) => void) {
  const [state, set] = useState<ChoiceState>(initialChoice);
  const onSeen = useCallback(
    (free: FreeSeats) => {
      set((before) => freeSeatsSeen(before, { hall, free }));
      onSaleState(free.status);
    },
    [hall, onSaleState],
  );
  const live = useFreeSeats(hall.performanceId, onSeen);
  const { free } = live;
  const toggle = useCallback(
    (seatId: string) => set((before) => seatToggled(before, seatId, { hall, free })),
    [hall, free],
  );
  return { ...live, ...state, set, toggle };
}
