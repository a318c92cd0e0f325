'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FreeSeats } from '@/api/schemas.ts';
import { Notice } from '@/ui/notice.tsx';
import { useFaultWords } from '@/ui/use-fault-words.ts';
import type { PartyRequest } from './api/browser.ts';
import { BestAvailable } from './best-available.tsx';
import {
  type Choice,
  type ChoiceNotice,
  type ChoiceState,
  emptyChoice,
  freeSeatsSeen,
  initialChoice,
  requestOf,
  seatToggled,
  standingChosen,
} from './choice.ts';
import { ChoicePanel } from './choice-panel.tsx';
import { findSeat, type Hall, hasSeats } from './hall.ts';
import { MapLegend } from './map-legend.tsx';
import { takePendingParty } from './pending-party.ts';
import type { SaleState } from './sale-state.ts';
import { SeatList, type SeatListProps } from './seat-list.tsx';
import { SeatMap } from './seat-map.tsx';
import { StandingAreas } from './standing-areas.tsx';
import { useFreeSeats } from './use-free-seats.ts';
import { usePartyReservation } from './use-party-reservation.ts';
import { useSeatWords } from './use-seat-words.ts';
import { useSeatView, ViewSwitch } from './view-switch.tsx';

export interface SeatPickerProps {
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

/** Chooses places of a performance and reserves them. Loaded on its page only. */
export function SeatPicker({ hall, isSignedIn, reservationMinutes, onSaleState }: SeatPickerProps) {
  const t = useTranslations('event');
  const [state, setState] = useState<ChoiceState>(initialChoice);
  const { choice, notice } = state;
  const onSeen = useCallback(
    (free: FreeSeats) => {
      setState((before) => freeSeatsSeen(before, { hall, free }));
      onSaleState(free.status);
    },
    [hall, onSaleState],
  );
  const { free, isLost, refresh } = useFreeSeats(hall.performanceId, onSeen);
  const { pending, fault, reserve } = usePartyReservation(hall.performanceId, isSignedIn, refresh);
  const words = useFaultWords();
  const chosenIds = useMemo(() => new Set(choice.seatIds), [choice.seatIds]);
  const toggle = useCallback(
    (seatId: string) => setState((before) => seatToggled(before, seatId, { hall, free })),
    [hall, free],
  );
  useReturn(hall.performanceId, isSignedIn, setState, reserve);

  const isReservingChoice = pending !== null && !('bestAvailable' in pending);
  const request = requestOf(choice);
  const isSeated = hasSeats(hall);
  return (
    <div className={`grid grid-cols-1 gap-4 lg:gap-x-8 ${isSeated ? besideMap.grid : 'lg:max-w-3xl'}`}>
      <div className={`flex flex-col gap-4 ${isSeated ? besideMap.top : ''}`}>
        {isSeated && (
          <BestAvailable hall={hall} free={free} pending={pending} onReserve={(best) => void reserve(best, choice)} />
        )}
        <StandingAreas
          hall={hall}
          free={free}
          choice={choice}
          onChoose={(...wanted) => setState(standingChosen(...wanted))}
        />
      </div>
      <div className={`flex min-w-0 flex-col gap-4 empty:hidden ${isSeated ? besideMap.map : ''}`}>
        {isLost && <Notice role="status">{t('lost')}</Notice>}
        <Messages hall={hall} notice={notice} fault={fault && words(fault)} />
        {isSeated && <Seats hall={hall} free={free} chosenIds={chosenIds} onToggle={toggle} />}
      </div>
      <div className={isSeated ? besideMap.bottom : ''}>
        <ChoicePanel
          hall={hall}
          free={free}
          choice={choice}
          isPending={isReservingChoice}
          reservationMinutes={reservationMinutes}
          onRemove={toggle}
          onClear={() => setState({ choice: emptyChoice, notice: null })}
          onReserve={() => request && void reserve(request, choice)}
        />
      </div>
    </div>
  );
}

type Reserve = (request: PartyRequest, choice: Choice) => Promise<void>;

/** Back from the sign-in, which the visitor was sent to instead of the reservation. */
function useReturn(
  performanceId: string,
  isSignedIn: boolean,
  restore: (state: ChoiceState) => void,
  reserve: Reserve,
): void {
  const latest = useRef({ restore, reserve });
  useEffect(() => {
    latest.current = { restore, reserve };
  });
  useEffect(() => {
    const party = takePendingParty(sessionStorage, performanceId, Date.now());
    if (!party) return;
    latest.current.restore({ choice: party.choice, notice: null });
    if (isSignedIn) void latest.current.reserve(party.request, party.choice);
  }, [performanceId, isSignedIn]);
}

/** What happened to the choice, and why a reservation was refused; announced to screen readers. */
function Messages({ hall, notice, fault }: { hall: Hall; notice: ChoiceNotice | null; fault: string | null }) {
  const t = useTranslations('event.notices');
  const { place } = useSeatWords(hall);
  const placeOf = (seatId: string) => {
    const seat = findSeat(hall, seatId);
    return seat ? place(seat) : seatId;
  };
  const said = (): string | null => {
    switch (notice?.kind) {
      case undefined:
        return null;
      case 'party_full':
        return t('partyFull', { count: hall.maxParty });
      case 'not_free':
        return t('notFree', { place: placeOf(notice.seatId) });
      case 'taken':
        return t('taken', { count: notice.seatIds.length, places: notice.seatIds.map(placeOf).join('; ') });
      case 'fewer_places':
        return t('fewerPlaces', { count: notice.left });
    }
  };
  const text = said();
  return (
    <div role="alert" className="flex flex-col gap-2 empty:hidden">
      {fault && (
        <Notice title={t('refused')}>
          <p className="font-semibold">{fault}</p>
        </Notice>
      )}
      {text && <Notice>{text}</Notice>}
    </div>
  );
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
