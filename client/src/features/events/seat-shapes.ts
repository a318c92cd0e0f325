import type { FreeSeats } from '@/api/schemas.ts';
import { categoryOf, freeIn, type Hall, seatIdAt } from './hall.ts';
import { type HallLayout, pitch } from './hall-layout.ts';

/** A shape per price category, because colour alone does not tell categories apart for everyone. */
const shapes = [
  (x: number, y: number, r: number) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  (x: number, y: number, r: number) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`,
  (x: number, y: number, r: number) =>
    `M${x} ${y - r - 0.5}l${r + 0.5} ${r + 0.5}l${-r - 0.5} ${r + 0.5}l${-r - 0.5} ${-r - 0.5}z`,
  (x: number, y: number, r: number) => `M${x} ${y - r}l${r} ${2 * r}h${-2 * r}z`,
  (x: number, y: number, r: number) => `M${x - r} ${y - r}h${2 * r}l${-r} ${2 * r}z`,
  (x: number, y: number, r: number) =>
    `M${x - r / 2} ${y - r}h${r}l${r / 2} ${r}l${-r / 2} ${r}h${-r}l${-r / 2} ${-r}z`,
] as const;

/** Also the classes of their colours, which Tailwind must find as whole words. */
export const fillClasses = [
  'fill-seat-1',
  'fill-seat-2',
  'fill-seat-3',
  'fill-seat-4',
  'fill-seat-5',
  'fill-seat-6',
] as const;
export const strokeClasses = [
  'stroke-seat-1',
  'stroke-seat-2',
  'stroke-seat-3',
  'stroke-seat-4',
  'stroke-seat-5',
  'stroke-seat-6',
] as const;

export const seatRadius = 3.5;

export function shapeOf(categoryIndex: number, x: number, y: number, r = seatRadius): string {
  return (shapes[categoryIndex % shapes.length] ?? shapes[0])(x, y, r);
}

export const categoryIndexOf = (hall: Hall, categoryId: string): number =>
  Math.max(0, hall.categories.indexOf(categoryOf(hall, categoryId)));

export interface Window {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Paths of the seats in a part of the drawing. One path for all seats of a kind draws 5,000 seats in a few milliseconds. */
export interface SeatPaths {
  /** Free seats, by category. */
  free: string[];
  taken: string;
  chosen: string;
  accessible: string;
  restricted: string;
}

export function seatPaths(
  hall: Hall,
  layout: HallLayout,
  free: FreeSeats | null,
  chosenIds: ReadonlySet<string>,
  window: Window,
): SeatPaths {
  const parts = {
    free: hall.categories.map((): string[] => []),
    taken: [''],
    chosen: [''],
    accessible: [''],
    restricted: [''],
  };
  for (const { section, row, y, originX } of rowsIn(layout, window)) {
    const states = freeIn(free, section, row);
    const category = categoryIndexOf(hall, row.categoryId);
    const [special, poor] = [new Set(row.accessible), new Set(row.restricted)];
    for (const [index, position] of row.xs.entries()) {
      const x = originX + position * pitch;
      if (x < window.left || x > window.right) continue;
      const isChosen = chosenIds.size > 0 && chosenIds.has(seatIdAt(section, row, index));
      if (!isChosen && states[index] !== '1') {
        parts.taken.push(takenMark(x, y));
        continue;
      }
      if (isChosen) parts.chosen.push(shapeOf(1, x, y, 4.5));
      else parts.free[category]?.push(shapeOf(category, x, y));
      if (special.has(index)) parts.accessible.push(accessibleMark(x, y));
      if (poor.has(index)) parts.restricted.push(restrictedMark(x, y));
    }
  }
  const join = (path: readonly string[]) => path.join('');
  const { taken, chosen, accessible, restricted } = parts;
  return {
    free: parts.free.map(join),
    taken: join(taken),
    chosen: join(chosen),
    accessible: join(accessible),
    restricted: join(restricted),
  };
}

const rowsIn = ({ sections }: HallLayout, { left, right, top, bottom }: Window) =>
  sections
    .filter(({ x, width, y, height }) => x <= right && x + width >= left && y <= bottom && y + height >= top)
    .flatMap(({ section, rows }) =>
      rows.filter(({ y }) => y >= top && y <= bottom).map((placed) => ({ section, ...placed })),
    );

const takenMark = (x: number, y: number) => `M${x - 1.5} ${y - 1.5}l3 3M${x + 1.5} ${y - 1.5}l-3 3`;
export const accessibleMark = (x: number, y: number) => `M${x - 4.75} ${y - 4.75}h9.5v9.5h-9.5z`;
export const restrictedMark = (x: number, y: number) => `M${x - 4} ${y + 4}l8 -8`;

/** Paths of a whole hall from afar: a stroke for each run of free neighbours, and a thin one for the row. */
export function rowPaths(hall: Hall, layout: HallLayout, free: FreeSeats | null): { free: string[]; rows: string } {
  const freePaths: string[][] = hall.categories.map(() => []);
  const rowLines: string[] = [];
  for (const { section, rows } of layout.sections) {
    for (const { row, y, originX, left, right } of rows) {
      rowLines.push(`M${left} ${y}H${right}`);
      const states = freeIn(free, section, row);
      const category = categoryIndexOf(hall, row.categoryId);
      for (const [first, last] of freeRuns(row.xs, states))
        freePaths[category]?.push(`M${originX + (first - 0.5) * pitch} ${y}H${originX + (last + 0.5) * pitch}`);
    }
  }
  return { free: freePaths.map((parts) => parts.join('')), rows: rowLines.join('') };
}

/** First and last position of each run of free neighbours. */
export function freeRuns(xs: readonly number[], states: string): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const [index, x] of xs.entries()) {
    if (states[index] !== '1') continue;
    const run = runs.at(-1);
    if (run && run[1] === x - 1) run[1] = x;
    else runs.push([x, x]);
  }
  return runs;
}
