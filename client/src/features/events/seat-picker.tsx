'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Notice } from '@/ui/notice.tsx';
import { useFaultWords } from '@/ui/use-fault-words.ts';
import type { PerformanceKind } from './acquire-places.ts';
import type { BestWish } from './api/browser.ts';
import { BestAvailable, type BestParty, initialParty, partyOf } from './best-available.tsx';
import { bestChosen, emptyChoice, requestOf, standingChosen } from './choice.ts';
import { ChoiceMessages } from './choice-messages.tsx';
import { ChoicePanel } from './choice-panel.tsx';
import { type Hall, hasSeats } from './hall.ts';
import { MapLegend } from './map-legend.tsx';
import { type Party, takePendingParty } from './pending-party.ts';
import type { SaleState } from './sale-state.ts';
import { SeatList, type SeatListProps } from './seat-list.tsx';
import { SeatMap } from './seat-map.tsx';
import { StandingAreas } from './standing-areas.tsx';
import { usePartyReservation } from './use-party-reservation.ts';
import { usePassengers } from './use-passengers.ts';
import { usePickedPlaces } from './use-picked-places.ts';
import { useSeatView, ViewSwitch } from './view-switch.tsx';
import { WaitingList } from './waiting-list.tsx';

export interface SeatPickerProps {
  kind: PerformanceKind;
  hall: Hall;
  isSignedIn: boolean;
  /** How long a reservation lasts; null if unknown. */
  reservationMinutes: number | null;
  /** Called when the sale begins or ends while the page is open. */
  onSaleState: (state: SaleState) => void;
}

/** On a wide screen, the map is on the left and everything else on the right. */
const besideMap = {
  grid: 'lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]',
  map: 'lg:col-start-1 lg:row-span-2 lg:row-start-1',
  top: 'lg:col-start-2 lg:row-start-1',
  bottom: 'lg:col-start-2 lg:row-start-2',
};

/** Chooses places of a performance and reserves them, or books those of a journey. Loaded on its page only. */
export function SeatPicker({ kind, hall, isSignedIn, reservationMinutes, onSaleState }: SeatPickerProps) {
  const t = useTranslations('event');
  const { performanceId } = hall;
  const picked = usePickedPlaces(hall, onSaleState);
  const { free, choice, set } = picked;
  const { pending, fault, reserve } = usePartyReservation({
    kind,
    performanceId,
    isSignedIn,
    onRefused: picked.refresh,
  });
  const passengers = usePassengers();
  const [party, setParty] = useState(() => initialParty(hall));
  const choiceHeading = useRef<HTMLHeadingElement>(null);
  const words = useFaultWords();
  const chosenIds = useMemo(() => new Set(choice.seatIds), [choice.seatIds]);
  useReturn(performanceId, isSignedIn, reserve, (kept) => {
    set({ choice: kept.choice, notice: null });
    passengers.setNames(kept.names);
    if (kept.choice.best) setParty(partyOf(kept.choice.best));
  });

  const isJourney = kind === 'departure';
  const changeParty = (changed: BestParty) => {
    setParty(changed);
    if (choice.best) set(bestChosen({ ...changed, categoryId: choice.best.categoryId }));
  };
  const wishBest = (best: BestWish) => {
    if (!isJourney) return void reserve({ request: { bestAvailable: best }, choice, names: [] });
    set(bestChosen(best));
    choiceHeading.current?.focus();
  };
  const reserveChoice = async (names: readonly string[]) => {
    const request = requestOf(choice);
    return request !== null && (await reserve({ request, choice, names }));
  };
  const isSeated = hasSeats(hall);
  return (
    <div className={`grid grid-cols-1 gap-4 lg:gap-x-8 ${isSeated ? besideMap.grid : 'lg:max-w-3xl'}`}>
      <div className={`flex flex-col gap-4 ${isSeated ? besideMap.top : ''}`}>
        {isSeated && (
          <BestAvailable
            {...{ hall, free, party, pending }}
            isChoice={isJourney}
            chosen={choice.best}
            onParty={changeParty}
            onWish={wishBest}
          />
        )}
        <StandingAreas {...{ hall, free, choice }} onChoose={(...wanted) => set(standingChosen(...wanted))} />
        {!isJourney && <WaitingList {...{ hall, free, party, isSignedIn }} />}
      </div>
      <div className={`flex min-w-0 flex-col gap-4 empty:hidden ${isSeated ? besideMap.map : ''}`}>
        {picked.isLost && <Notice role="status">{t('lost')}</Notice>}
        <ChoiceMessages hall={hall} notice={picked.notice} fault={fault && words(fault)} />
        {isSeated && <Seats hall={hall} free={free} chosenIds={chosenIds} onToggle={picked.toggle} />}
      </div>
      <div className={isSeated ? besideMap.bottom : ''}>
        <ChoicePanel
          {...{ hall, free, choice, reservationMinutes }}
          headingRef={choiceHeading}
          isPending={pending !== null && (isJourney || !('bestAvailable' in pending))}
          onRemove={picked.toggle}
          onClear={() => set({ choice: emptyChoice, notice: null })}
          onReserve={() => void reserveChoice([])}
          passengers={isJourney ? { ...passengers, onBook: reserveChoice } : null}
        />
      </div>
    </div>
  );
}

/** Back from the sign-in, which the visitor was sent to instead of the reservation. */
function useReturn(
  performanceId: string,
  isSignedIn: boolean,
  reserve: (party: Party) => Promise<boolean>,
  restore: (party: Party) => void,
): void {
  const latest = useRef({ restore, reserve });
  useEffect(() => {
    latest.current = { restore, reserve };
  });
  useEffect(() => {
    const party = takePendingParty(sessionStorage, performanceId, Date.now());
    if (!party) return;
    latest.current.restore(party);
    if (isSignedIn) void latest.current.reserve(party);
  }, [performanceId, isSignedIn]);
}

/** The map, or the list with the same powers. */
function Seats(props: SeatListProps) {
  const [view, setView] = useSeatView();
  // Nobody must see free seats as taken before it is known which are free.
  if (!props.free) return <div aria-hidden="true" className="skeleton h-[min(60vh,36rem)] min-h-80 rounded-card" />;
  return (
    <>
      <ViewSwitch view={view} onChange={setView} />
      {view === 'map' && <SeatMap {...props} />}
      {view === 'map' && <MapLegend hall={props.hall} />}
      {view === 'list' && <SeatList {...props} />}
    </>
  );
}
