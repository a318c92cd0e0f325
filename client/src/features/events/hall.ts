import { parseSeatId, seatIdOf } from '@ticketing/contracts/seat-id';
import type { FreeSeats } from '@/api/schemas.ts';
import type { Category, SeatMap } from './api/schemas.ts';

/** A row of seats as parallel lists: 20,000 objects would triple what the page sends. */
export interface HallRow {
  label: string;
  categoryId: string;
  numbers: readonly string[];
  /** Positions from left to right; neighbours differ by one. */
  xs: readonly number[];
  /** Indices of seats with room for a wheelchair, and of those with a restricted view. */
  accessible: readonly number[];
  restricted: readonly number[];
}

export interface HallSection {
  id: string;
  name: string;
  /** The best first. */
  rows: readonly HallRow[];
  standing: { quota: number; categoryId: string } | null;
}

/** All that the seat picker needs to know about a performance. */
export interface Hall {
  performanceId: string;
  currency: string;
  maxParty: number;
  categories: readonly Category[];
  sections: readonly HallSection[];
}

const indicesOf = <T>(items: readonly T[], has: (item: T) => boolean | undefined): number[] =>
  items.flatMap((item, index) => (has(item) ? [index] : []));

/** @param seatMap null while it is a draft without one */
export const hallSections = (seatMap: SeatMap | null): HallSection[] =>
  (seatMap?.sections ?? []).map(({ id, name, rows, standing }) => ({
    id,
    name,
    standing,
    rows: rows.map(({ label, categoryId, seats }) => ({
      label,
      categoryId,
      numbers: seats.map(({ number }) => number),
      xs: seats.map(({ x }) => x),
      accessible: indicesOf(seats, ({ isAccessible }) => isAccessible),
      restricted: indicesOf(seats, ({ hasRestrictedView }) => hasRestrictedView),
    })),
  }));

/** A seat with all that is said about it. */
export interface Seat {
  id: string;
  number: string;
  /** Index in its row. */
  index: number;
  row: HallRow;
  section: HallSection;
  category: Category;
  isAccessible: boolean;
  hasRestrictedView: boolean;
}

export const seatIdAt = (section: HallSection, row: HallRow, index: number): string =>
  seatIdOf(section.id, row.label, row.numbers[index] ?? '');

const unknownCategory = { name: '', price: 0 };
export const categoryOf = ({ categories }: Hall, id: string): Category =>
  categories.find((category) => category.id === id) ?? { id, ...unknownCategory };

export function seatAt(hall: Hall, section: HallSection, row: HallRow, index: number): Seat {
  return {
    id: seatIdAt(section, row, index),
    number: row.numbers[index] ?? '',
    index,
    row,
    section,
    category: categoryOf(hall, row.categoryId),
    isAccessible: row.accessible.includes(index),
    hasRestrictedView: row.restricted.includes(index),
  };
}

/** @param seatId `section:row:number`. @returns null for a seat that the hall does not have */
export function findSeat(hall: Hall, seatId: string): Seat | null {
  const position = parseSeatId(seatId);
  if (!position) return null;
  const section = hall.sections.find(({ id }) => id === position.sectionId);
  const row = section?.rows.find(({ label }) => label === position.rowLabel);
  const index = row?.numbers.indexOf(position.number) ?? -1;
  return section && row && index >= 0 ? seatAt(hall, section, row, index) : null;
}

/** A character per seat of the row: 1 for a free one. Empty until the free seats are known. */
export const freeIn = (free: FreeSeats | null, section: HallSection, row: HallRow): string =>
  free?.seats[section.id]?.[row.label] ?? '';

export const isFree = (free: FreeSeats | null, { section, row, index }: Seat): boolean =>
  freeIn(free, section, row)[index] === '1';

const countOnes = (text: string): number => text.split('1').length - 1;

export const freeCountIn = (free: FreeSeats | null, section: HallSection): number =>
  section.standing
    ? (free?.standing[section.id] ?? 0)
    : section.rows.reduce((sum, row) => sum + countOnes(freeIn(free, section, row)), 0);

/** Free seats per category; standing areas are not seats. */
export function freeSeatsByCategory({ sections }: Hall, free: FreeSeats | null): Map<string, number> {
  const counts = new Map<string, number>();
  for (const section of sections)
    for (const row of section.rows)
      counts.set(row.categoryId, (counts.get(row.categoryId) ?? 0) + countOnes(freeIn(free, section, row)));
  return counts;
}

export const hasSeats = ({ sections }: Pick<Hall, 'sections'>): boolean => sections.some(({ rows }) => rows.length > 0);
