'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, memo, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { FreeSeats } from '@/api/schemas.ts';
import { Button } from '@/ui/button.tsx';
import { freeCountIn, type Hall, isFree, type Seat, seatAt } from './hall.ts';
import { type HallLayout, hitAt, layOut, type PlacedSection, pitch, stageHeight } from './hall-layout.ts';
import { type MapView, type Point, pointAt, type Size } from './map-view.ts';
import type { SeatListProps } from './seat-list.tsx';
import { fillClasses, rowPaths, seatPaths, strokeClasses, type Window } from './seat-shapes.ts';
import { useMapView } from './use-map-view.ts';
import { useSeatWords } from './use-seat-words.ts';

/** Pixels per unit from which single seats are drawn; below, rows are lines. */
const seatScale = 1;
/** Pixels per unit from which a finger hits the seat that it means; below, a tap zooms in. */
const tapScale = { mouse: 1, touch: 2.2 };
const buttonFactor = 1.6;

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
        {view && window && <Drawing {...{ hall, layout, free, chosenIds, view, window }} />}
      </div>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <PointedSeat hall={hall} free={free} seat={pointed} isChosen={pointed !== null && chosenIds.has(pointed.id)} />
        <MapControls map={map} />
      </div>
    </div>
  );
}

function MapControls({
  map,
}: {
  map: Pick<ReturnType<typeof useMapView>, 'isWhole' | 'isLargest' | 'zoomBy' | 'showAll'>;
}) {
  const t = useTranslations('event.map');
  const button = { look: 'plain', size: 'small' } as const;
  return (
    <div className="flex gap-1">
      <Button {...button} aria-label={t('zoomIn')} isOff={map.isLargest} onClick={() => map.zoomBy(buttonFactor)}>
        +
      </Button>
      <Button {...button} aria-label={t('zoomOut')} isOff={map.isWhole} onClick={() => map.zoomBy(1 / buttonFactor)}>
        −
      </Button>
      <Button {...button} isOff={map.isWhole} onClick={map.showAll}>
        {t('showAll')}
      </Button>
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

interface DrawingProps {
  hall: Hall;
  layout: HallLayout;
  free: FreeSeats | null;
  chosenIds: ReadonlySet<string>;
  view: MapView;
  window: Size;
}

/** Moving the view changes only the viewBox, until it leaves the part of the drawing whose paths were built. */
function Drawing({ hall, layout, free, chosenIds, view, window }: DrawingProps) {
  const t = useTranslations('event.map');
  const { x, y, scale } = view;
  const [width, height] = [window.width / scale, window.height / scale];
  const part = partAround({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });
  const { left, right, top, bottom } = part;
  const shown = useMemo<Window>(() => ({ left, right, top, bottom }), [left, right, top, bottom]);
  return (
    <svg
      role="img"
      aria-label={t('drawing')}
      viewBox={`${x - width / 2} ${y - height / 2} ${width} ${height}`}
      className="block size-full"
    >
      <Stage width={layout.width} label={t('stage')} size={Math.min(26, Math.max(13, 12 / scale))} />
      {scale >= seatScale ? (
        <Seats hall={hall} layout={layout} free={free} chosenIds={chosenIds} shown={shown} />
      ) : (
        <Rows hall={hall} layout={layout} free={free} chosenIds={chosenIds} />
      )}
      <Labels layout={layout} free={free} scale={scale} />
    </svg>
  );
}

/** A part that contains the given one and stays the same for small moves: on a grid of at most half its size. */
function partAround({ left, right, top, bottom }: Window): Window {
  const stepOf = (length: number) => 2 ** Math.floor(Math.log2(length / 2));
  const [stepX, stepY] = [stepOf(right - left), stepOf(bottom - top)];
  const [down, up] = [
    (value: number, step: number) => Math.floor(value / step) * step,
    (value: number, step: number) => Math.ceil(value / step) * step,
  ];
  return { left: down(left, stepX), right: up(right, stepX), top: down(top, stepY), bottom: up(bottom, stepY) };
}

const Stage = ({ width, label, size }: { width: number; label: string; size: number }) => (
  <g>
    <path
      d={`M${width * 0.3} 8H${width * 0.7}L${width * 0.67} ${stageHeight}H${width * 0.33}z`}
      className="fill-line"
    />
    <text
      x={width / 2}
      y={stageHeight / 2 + 4 + size / 3}
      textAnchor="middle"
      fontSize={size}
      className="fill-ink font-semibold"
    >
      {label}
    </text>
  </g>
);

type PathsProps = Pick<DrawingProps, 'hall' | 'layout' | 'free' | 'chosenIds'>;

const Seats = memo(function Seats({ hall, layout, free, chosenIds, shown }: PathsProps & { shown: Window }) {
  const paths = useMemo(() => seatPaths(hall, layout, free, chosenIds, shown), [hall, layout, free, chosenIds, shown]);
  return (
    <g>
      <path d={paths.taken} className="fill-none stroke-seat-taken" strokeWidth="1" />
      {hall.categories.map(({ id }, index) => (
        <path key={id} d={paths.free[index]} className={fillClasses[index % fillClasses.length]} />
      ))}
      <path d={paths.chosen} className="fill-seat-chosen" />
      <path d={paths.accessible} className="fill-none stroke-ink" strokeWidth="0.8" />
      <path d={paths.restricted} className="fill-none stroke-card" strokeWidth="1.4" />
    </g>
  );
});

const Rows = memo(function Rows({ hall, layout, free, chosenIds }: PathsProps) {
  const paths = useMemo(() => rowPaths(hall, layout, free), [hall, layout, free]);
  const everything = useMemo<Window>(() => ({ left: 0, top: 0, right: layout.width, bottom: layout.height }), [layout]);
  const chosen = useMemo(
    () => (chosenIds.size > 0 ? seatPaths(hall, layout, null, chosenIds, everything).chosen : ''),
    [hall, layout, chosenIds, everything],
  );
  return (
    <g>
      <path d={paths.rows} className="fill-none stroke-line" strokeWidth="1.5" />
      {hall.categories.map(({ id }, index) => (
        <path
          key={id}
          d={paths.free[index]}
          className={`fill-none ${strokeClasses[index % strokeClasses.length]}`}
          strokeWidth={7 - (index % 3)}
        />
      ))}
      <path d={chosen} className="fill-seat-chosen stroke-seat-chosen" strokeWidth="6" />
    </g>
  );
});

/** Names of sections. From afar they stand across their rows, in a size that is readable at every scale. */
function Labels({ layout, free, scale }: Pick<DrawingProps, 'layout' | 'free'> & { scale: number }) {
  const isFar = scale < seatScale;
  const fontSize = isFar ? 12 / scale : Math.min(14, 13 / scale);
  return (
    <g fontSize={fontSize} textAnchor="middle">
      {layout.sections.map((placed) => (
        <g key={placed.section.id}>
          {placed.rows.length === 0 && <StandingArea placed={placed} free={free} fontSize={fontSize} />}
          {placed.rows.length > 0 && <SectionName placed={placed} isFar={isFar} fontSize={fontSize} />}
          {scale >= 1.6 &&
            placed.rows.map(({ row, y, left }) => (
              <text key={row.label} x={left - 4} y={y + 2} textAnchor="end" fontSize="5.5" className="fill-muted">
                {row.label}
              </text>
            ))}
        </g>
      ))}
    </g>
  );
}

/** Relative to the font size, of an average letter. */
const letterWidth = 0.55;

/** A name that would reach into the next section is left out; the list has it. */
function SectionName({ placed, isFar, fontSize }: { placed: PlacedSection; isFar: boolean; fontSize: number }) {
  const { section, x, y, width, height } = placed;
  if (section.name.length * fontSize * letterWidth > width + 2 * pitch) return null;
  return (
    <text
      x={x + width / 2}
      y={isFar ? y + height / 2 + fontSize / 3 : y + 13}
      strokeWidth={isFar ? fontSize / 3 : 0}
      className="fill-ink stroke-card font-semibold [paint-order:stroke]"
    >
      {section.name}
    </text>
  );
}

function StandingArea({ placed, free, fontSize }: { placed: PlacedSection; free: FreeSeats | null; fontSize: number }) {
  const t = useTranslations('event');
  const { section, x, y, width, height } = placed;
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  return (
    <>
      <rect {...{ x, y, width, height }} rx="6" className="fill-wash stroke-field-line" strokeDasharray="4 3" />
      <text x={middleX} y={middleY - fontSize * 0.2} className="fill-ink font-semibold">
        {section.name}
      </text>
      <text x={middleX} y={middleY + fontSize} className="fill-muted">
        {t('best.left', { count: freeCountIn(free, section) })}
      </text>
    </>
  );
}
