'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { isFree, type Seat, seatAt } from './hall.ts';
import { HallDrawing, seatScale } from './hall-drawing.tsx';
import { hitAt, layOut } from './hall-layout.ts';
import { buttonFactor, MapControls } from './map-controls.tsx';
import { type Point, pointAt } from './map-view.ts';
import type { SeatListProps } from './seat-list.tsx';
import { useMapView } from './use-map-view.ts';
import { useSeatWords } from './use-seat-words.ts';

/** Pixels per unit from which a finger hits the seat that it means; below, a tap zooms in. */
const tapScale = { mouse: 1, touch: 2.2 };

/** The seat map as a drawing. Everything it does, the list does too, for keyboards and screen readers. */
export function SeatMap({ hall, free, chosenIds, onToggle }: SeatListProps) {
  const t = useTranslations('event.map');
  const element = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layOut(hall), [hall]);
  const [pointed, setPointed] = useState<Seat | null>(null);
  const smallestTapScale = useRef(tapScale.mouse);

  const seatIn = ({ x, y }: Point): Seat | null => {
    const hit = hitAt(layout, x, y);
    return hit && seatAt(hall, hit.placed.section, hit.row, hit.index);
  };
  const map = useMapView(element, layout, (at, pixel, { scale }) => {
    const needed = smallestTapScale.current;
    if (scale < needed) return map.zoomBy(Math.max(buttonFactor, (needed * 1.1) / scale), pixel);
    const seat = seatIn(at);
    if (seat) onToggle(seat.id);
  });
  const { view, window, isWhole } = map;
  const point = (event: PointerEvent) => {
    map.pointerHandlers.onPointerMove(event);
    const isHovering = view && window && event.buttons === 0 && view.scale >= seatScale;
    const seat = isHovering ? seatIn(pointAt(view, map.pixelOf(event), window)) : null;
    if (seat?.id !== pointed?.id) setPointed(seat);
  };
  const press = (event: PointerEvent) => {
    smallestTapScale.current = event.pointerType === 'touch' ? tapScale.touch : tapScale.mouse;
    map.pointerHandlers.onPointerDown(event);
  };
  const pressKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !map.pressKey(event.key)) return;
    event.preventDefault();
  };
  return (
    <div className="flex flex-col gap-2">
      {/* biome-ignore lint/a11y/useSemanticElements: not a group of fields */}
      <div
        ref={element}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: like any area that scrolls, it is moved with the arrow keys
        tabIndex={0}
        aria-label={t('label')}
        onKeyDown={pressKey}
        {...map.pointerHandlers}
        onPointerDown={press}
        onPointerMove={point}
        onPointerLeave={() => setPointed(null)}
        className={`h-[min(60vh,36rem)] min-h-80 overflow-hidden rounded-card border border-line bg-card select-none ${isWhole ? 'touch-pan-y' : 'cursor-grab touch-none active:cursor-grabbing'}`}
      >
        {view && window && <HallDrawing {...{ hall, layout, free, chosenIds, view, window }} />}
      </div>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <PointedSeat hall={hall} free={free} seat={pointed} isChosen={pointed !== null && chosenIds.has(pointed.id)} />
        <MapControls map={map} />
      </div>
    </div>
  );
}

interface PointedSeatProps extends Pick<SeatListProps, 'hall' | 'free'> {
  seat: Seat | null;
  isChosen: boolean;
}

/** Says what is under the pointer; the list says the same to screen readers. */
function PointedSeat({ hall, free, seat, isChosen }: PointedSeatProps) {
  const t = useTranslations('event.map');
  const { button } = useSeatWords(hall);
  const condition = (of: Seat) => (isChosen ? 'chosen' : isFree(free, of) ? 'free' : 'taken');
  return (
    <p aria-hidden="true" className="min-h-6 min-w-0 grow basis-60 py-2 text-sm text-muted">
      {seat ? button(seat, condition(seat)) : t('hint')}
    </p>
  );
}
