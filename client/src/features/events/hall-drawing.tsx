import { useTranslations } from 'next-intl';
import { memo, useMemo } from 'react';
import type { FreeSeats } from '@/api/schemas.ts';
import { freeCountIn, type Hall } from './hall.ts';
import { type HallLayout, type PlacedSection, pitch, stageHeight } from './hall-layout.ts';
import type { MapView, Size } from './map-view.ts';
import { fillClasses, rowPaths, seatPaths, strokeClasses, type Window } from './seat-shapes.ts';

/** Pixels per unit from which single seats are drawn; below, rows are lines. */
export const seatScale = 1;

interface DrawingProps {
  hall: Hall;
  layout: HallLayout;
  free: FreeSeats | null;
  chosenIds: ReadonlySet<string>;
  view: MapView;
  window: Size;
}

/** Moving the view changes only the viewBox, until it leaves the part of the drawing whose paths were built. */
export function HallDrawing({ hall, layout, free, chosenIds, view, window }: DrawingProps) {
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
