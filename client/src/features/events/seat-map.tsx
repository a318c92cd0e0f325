'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, memo, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { FreeSeats } from '@/api/schemas.ts';
import { Button } from '@/ui/button.tsx';
import { freeCountIn, type Hall, isFree, type Seat, seatAt } from './hall.ts';
import { type HallLayout, hitAt, layOut, pitch, stageHeight } from './hall-layout.ts';
import { isFitted, isLargest, type MapView, type Point, pointAt, type Size } from './map-view.ts';
import type { SeatListProps } from './seat-list.tsx';
import { fillClasses, rowPaths, seatPaths, strokeClasses, type Window } from './seat-shapes.ts';
import { useMapView } from './use-map-view.ts';
import { useSeatWords } from './use-seat-words.ts';

/** Pixels per unit from which single seats are drawn; below, rows are lines. */
const seatScale = 0.8;
/** Pixels per unit from which a finger hits the seat that it means; below, a tap zooms in. */
const tapScale = { mouse: 1, touch: 2.2 };
const buttonFactor = 1.6;

/** The seat map as a drawing. Everything it does, the list does too, for keyboards and screen readers. */
export function SeatMap({ hall, free, chosenIds, onToggle }: SeatListProps) {
  const t = useTranslations('event.map');
  const element = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layOut(hall), [hall]);
  const [pointed, setPointed] = useState<Seat | null>(null);
  const isTouch = useRef(false);
  const map = useMapView(element, layout, (at) => tap(at));
  const { view, window } = map;

  const seatIn = ({ x, y }: Point): Seat | null => {
    const hit = hitAt(layout, x, y);
    return hit && seatAt(hall, hit.placed.section, hit.row, hit.index);
  };
  const tap = (at: Point) => {
    if (!view || !window) return;
    const needed = isTouch.current ? tapScale.touch : tapScale.mouse;
    const seat = seatIn(at);
    if (view.scale < needed) {
      const pixel = {
        x: (at.x - view.x) * view.scale + window.width / 2,
        y: (at.y - view.y) * view.scale + window.height / 2,
      };
      return map.zoomBy(Math.max(buttonFactor, (needed * 1.1) / view.scale), pixel);
    }
    if (seat) onToggle(seat.id);
  };
  const point = (event: PointerEvent) => {
    isTouch.current = event.pointerType === 'touch';
    map.pointerHandlers.onPointerMove(event);
    const isPlain = view && window && event.buttons === 0 && view.scale >= seatScale;
    const seat = isPlain ? seatIn(pointAt(view, map.pixelOf(event), window)) : null;
    if (seat?.id !== pointed?.id) setPointed(seat);
  };
  const pressKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !map.pressKey(event.key)) return;
    event.preventDefault();
  };
  const isWhole = !view || !window || isFitted(view, window, layout);
  return (
    <div className="flex flex-col gap-2">
      <div className="relative">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: like any area that scrolls, it is moved with the arrow keys */}
        <div
          ref={element}
          tabIndex={0}
          role="group"
          aria-label={t('label')}
          onKeyDown={pressKey}
          {...map.pointerHandlers}
          onPointerMove={point}
          onPointerLeave={() => setPointed(null)}
          className={`h-[min(70vh,36rem)] min-h-80 overflow-hidden rounded-card border border-line bg-card select-none ${isWhole ? 'touch-pan-y' : 'cursor-grab touch-none active:cursor-grabbing'}`}
        >
          {view && window && (
            <Drawing hall={hall} layout={layout} free={free} chosenIds={chosenIds} view={view} window={window} />
          )}
        </div>
        <div className="absolute right-2 bottom-2 flex gap-1">
          <Button
            look="plain"
            size="small"
            aria-label={t('zoomIn')}
            isOff={!view || !window || isLargest(view, window, layout)}
            onClick={() => map.zoomBy(buttonFactor)}
          >
            +
          </Button>
          <Button
            look="plain"
            size="small"
            aria-label={t('zoomOut')}
            isOff={isWhole}
            onClick={() => map.zoomBy(1 / buttonFactor)}
          >
            −
          </Button>
          <Button look="plain" size="small" isOff={isWhole} onClick={map.showAll}>
            {t('showAll')}
          </Button>
        </div>
      </div>
      <PointedSeat
        hall={hall}
        seat={pointed}
        isChosen={pointed !== null && chosenIds.has(pointed.id)}
        isFree={pointed !== null && isFree(free, pointed)}
      />
    </div>
  );
}

/** Says what is under the pointer; the list says the same to screen readers. */
function PointedSeat({
  hall,
  seat,
  isChosen,
  isFree: isSeatFree,
}: {
  hall: Hall;
  seat: Seat | null;
  isChosen: boolean;
  isFree: boolean;
}) {
  const t = useTranslations('event.map');
  const { button } = useSeatWords(hall);
  return (
    <p aria-hidden="true" className="min-h-6 text-sm text-muted">
      {seat ? button(seat, isChosen ? 'chosen' : isSeatFree ? 'free' : 'taken') : t('hint')}
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

/** Moving the view changes only the viewBox; paths are built again when the view leaves a part that is twice as large. */
function Drawing({ hall, layout, free, chosenIds, view, window }: DrawingProps) {
  const t = useTranslations('event.map');
  const { x, y, scale } = view;
  const [width, height] = [window.width / scale, window.height / scale];
  const grid = (value: number, step: number) => Math.floor(value / step) * step;
  const [stepX, stepY] = [Math.max(pitch, grid(width, 4 * pitch)), Math.max(pitch, grid(height, 4 * pitch))];
  const [left, top] = [grid(x - width / 2, stepX), grid(y - height / 2, stepY)];
  const [right, bottom] = [left + 3 * stepX, top + 3 * stepY];
  const shown = useMemo<Window>(() => ({ left, right, top, bottom }), [left, right, top, bottom]);
  return (
    <svg
      role="img"
      aria-label={t('drawing')}
      viewBox={`${x - width / 2} ${y - height / 2} ${width} ${height}`}
      className="block size-full"
    >
      <Stage width={layout.width} label={t('stage')} />
      {scale >= seatScale ? (
        <Seats hall={hall} layout={layout} free={free} chosenIds={chosenIds} shown={shown} />
      ) : (
        <Rows hall={hall} layout={layout} free={free} chosenIds={chosenIds} />
      )}
      <Labels layout={layout} free={free} scale={scale} />
    </svg>
  );
}

const Stage = ({ width, label }: { width: number; label: string }) => (
  <g>
    <path
      d={`M${width * 0.3} 8H${width * 0.7}L${width * 0.67} ${stageHeight}H${width * 0.33}z`}
      className="fill-line"
    />
    <text x={width / 2} y={stageHeight / 2 + 8} textAnchor="middle" fontSize="13" className="fill-ink font-semibold">
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
      <path d={paths.chosen} className="fill-seat-chosen stroke-seat-chosen" strokeWidth="1" />
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

/** Names of sections, in a size that is readable at every scale; a name that does not fit is left out. */
function Labels({ layout, free, scale }: Pick<DrawingProps, 'layout' | 'free'> & { scale: number }) {
  const t = useTranslations('event');
  const fontSize = Math.min(14, 12 / scale);
  const characterWidth = fontSize * 0.55;
  return (
    <g>
      {layout.sections.map(({ section, x, y, width, height, rows }) => {
        const isFitting = section.name.length * characterWidth < width + 20;
        return (
          <g key={section.id}>
            {rows.length === 0 && (
              <rect
                x={x}
                y={y}
                width={width}
                height={height}
                rx="6"
                className="fill-wash stroke-field-line"
                strokeDasharray="4 3"
              />
            )}
            {(isFitting || rows.length === 0) && (
              <text
                x={x + width / 2}
                y={rows.length > 0 ? y + 13 : y + height / 2}
                textAnchor="middle"
                fontSize={fontSize}
                className="fill-ink font-semibold"
              >
                {section.name}
              </text>
            )}
            {rows.length === 0 && (
              <text
                x={x + width / 2}
                y={y + height / 2 + fontSize * 1.4}
                textAnchor="middle"
                fontSize={fontSize}
                className="fill-muted"
              >
                {t('best.left', { count: freeCountIn(free, section) })}
              </text>
            )}
            {scale >= 1.6 &&
              rows.map(({ row, y: rowY, left }) => (
                <text key={row.label} x={left - 4} y={rowY + 2} textAnchor="end" fontSize="5.5" className="fill-muted">
                  {row.label}
                </text>
              ))}
          </g>
        );
      })}
    </g>
  );
}
