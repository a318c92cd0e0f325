import type { Hall, HallRow, HallSection } from './hall.ts';

/** Units of the drawing between neighbours in a row, and between rows. */
export const pitch = 10;
const labelHeight = 18;
const sectionGap = 24;
export const stageHeight = 30;
const smallestWidth = 8 * pitch;
const standingSize = { width: 30 * pitch, height: 14 * pitch };
/** Width by height of the whole drawing, roughly that of a screen. */
const wantedRatio = 1.4;

export interface PlacedRow {
  row: HallRow;
  /** Centre of the row. */
  y: number;
  /** Where position 0 of the row is: a seat is at `originX + x · pitch`. */
  originX: number;
  left: number;
  right: number;
}

export interface PlacedSection {
  section: HallSection;
  x: number;
  y: number;
  width: number;
  height: number;
  rows: readonly PlacedRow[];
}

export interface HallLayout {
  width: number;
  height: number;
  sections: readonly PlacedSection[];
}

interface Measured {
  section: HallSection;
  width: number;
  height: number;
  minX: number;
  seatsWidth: number;
}

function measure(section: HallSection): Measured {
  if (section.rows.length === 0) return { section, ...standingSize, minX: 0, seatsWidth: 0 };
  const firsts = section.rows.map(({ xs }) => xs[0] ?? 0);
  const lasts = section.rows.map(({ xs }) => xs.at(-1) ?? 0);
  const [minX, maxX] = [Math.min(...firsts), Math.max(...lasts)];
  const seatsWidth = (maxX - minX + 1) * pitch;
  return {
    section,
    minX,
    seatsWidth,
    width: Math.max(smallestWidth, seatsWidth),
    height: labelHeight + section.rows.length * pitch,
  };
}

/**
 * Places the sections below the stage, the best first: in bands, in each band the best one in the middle. The catalog
 * knows the positions of seats in rows but not those of sections, so this is a plan, not a drawing of the building.
 */
export function layOut({ sections }: Pick<Hall, 'sections'>): HallLayout {
  const measured = sections.map(measure);
  const area = measured.reduce((sum, { width, height }) => sum + (width + sectionGap) * (height + sectionGap), 0);
  const wanted = Math.max(...measured.map(({ width }) => width), Math.sqrt(area * wantedRatio), smallestWidth);
  const bands = bandsOf(measured, wanted);
  const width = Math.max(...bands.map(widthOf), smallestWidth) + 2 * sectionGap;
  let y = stageHeight + sectionGap;
  const placed = bands.flatMap((band) => {
    let x = (width - widthOf(band)) / 2;
    const top = y;
    y += Math.max(...band.map(({ height }) => height)) + sectionGap;
    return centred(band).map((each) => {
      const left = x;
      x += each.width + sectionGap;
      return place(each, left, top);
    });
  });
  const order = new Map(sections.map((section, index) => [section, index]));
  placed.sort((one, other) => (order.get(one.section) ?? 0) - (order.get(other.section) ?? 0));
  return { width, height: y, sections: placed };
}

const widthOf = (band: readonly Measured[]): number =>
  band.reduce((sum, { width }) => sum + width, 0) + (band.length - 1) * sectionGap;

function bandsOf(measured: readonly Measured[], wantedWidth: number): Measured[][] {
  const bands: Measured[][] = [];
  for (const each of measured) {
    const band = bands.at(-1);
    if (band && widthOf([...band, each]) <= wantedWidth) band.push(each);
    else bands.push([each]);
  }
  return bands;
}

/** The first in the middle, then to its right and left in turn. */
function centred<T>(items: readonly T[]): T[] {
  const isRight = (index: number) => index === 0 || index % 2 === 1;
  const left = items.filter((_, index) => !isRight(index)).reverse();
  return [...left, ...items.filter((_, index) => isRight(index))];
}

function place({ section, width, height, minX, seatsWidth }: Measured, x: number, y: number): PlacedSection {
  const originX = x + (width - seatsWidth) / 2 + (0.5 - minX) * pitch;
  const rows = section.rows.map((row, index) => ({
    row,
    y: y + labelHeight + (index + 0.5) * pitch,
    originX,
    left: originX + ((row.xs[0] ?? 0) - 0.5) * pitch,
    right: originX + ((row.xs.at(-1) ?? 0) + 0.5) * pitch,
  }));
  return { section, x, y, width, height, rows };
}

/** Returns the seat at a point of the drawing. */
export function hitAt(
  { sections }: HallLayout,
  x: number,
  y: number,
): { placed: PlacedSection; row: HallRow; index: number } | null {
  for (const placed of sections) {
    if (x < placed.x - pitch || x > placed.x + placed.width + pitch) continue;
    for (const { row, y: rowY, originX } of placed.rows) {
      if (Math.abs(y - rowY) > pitch / 2) continue;
      const index = row.xs.indexOf(Math.round((x - originX) / pitch));
      if (index >= 0) return { placed, row, index };
    }
  }
  return null;
}
