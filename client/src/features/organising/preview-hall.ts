import type { FreeSeats } from '@/api/schemas.ts';
import type { Hall, HallSection } from '@/features/events/hall.ts';
import type { GivenRow, GivenSection } from './api/schemas.ts';

const writtenOut = (seats: GivenRow['seats']) => {
  if (Array.isArray(seats)) return seats;
  const aisles = new Set(seats.aislesAfter ?? []);
  let x = 0;
  return Array.from({ length: seats.to - seats.from + 1 }, (_, index) => {
    x += aisles.has(seats.from + index - 1) ? 2 : 1;
    return { number: String(seats.from + index), x, isAccessible: false, hasRestrictedView: false };
  });
};

const hallSection = ({ id, name, rows = [], standing = null }: GivenSection): HallSection => ({
  id,
  name,
  standing,
  rows: rows.map(({ label, categoryId, seats: given }) => {
    const seats = writtenOut(given);
    const indicesOf = (has: (seat: (typeof seats)[number]) => boolean | undefined) =>
      seats.flatMap((seat, index) => (has(seat) ? [index] : []));
    return {
      label,
      categoryId,
      numbers: seats.map(({ number }) => number),
      xs: seats.map(({ x }) => x),
      accessible: indicesOf(({ isAccessible }) => isAccessible),
      restricted: indicesOf(({ hasRestrictedView }) => hasRestrictedView),
    };
  }),
});

/** Returns the price categories that sections refer to, in their order. */
export const categoryIdsOf = (sections: readonly Pick<HallSection, 'rows' | 'standing'>[]): string[] => [
  ...new Set(
    sections.flatMap(({ rows, standing }) => [
      ...rows.map(({ categoryId }) => categoryId),
      ...(standing ? [standing.categoryId] : []),
    ]),
  ),
];

/** Returns the hall that a seat map describes, without prices yet. */
export function previewHall(given: readonly GivenSection[]): Hall {
  const sections = given.map(hallSection);
  const categories = categoryIdsOf(sections).map((id) => ({ id, name: id, price: 0 }));
  return { performanceId: 'preview', currency: 'USD', maxParty: 0, categories, sections };
}

/** All of a hall's places as free ones. */
export const allFree = ({ performanceId, sections }: Hall): FreeSeats => ({
  performanceId,
  status: 'on_sale',
  seats: Object.fromEntries(
    sections.map(({ id, rows }) => [
      id,
      Object.fromEntries(rows.map(({ label, numbers }) => [label, '1'.repeat(numbers.length)])),
    ]),
  ),
  standing: Object.fromEntries(sections.flatMap(({ id, standing }) => (standing ? [[id, standing.quota]] : []))),
});

/** Seats, and places to stand. */
export const sizeOf = (sections: readonly Pick<HallSection, 'rows' | 'standing'>[]) => ({
  seats: sections.reduce((sum, { rows }) => sum + rows.reduce((inRows, { numbers }) => inRows + numbers.length, 0), 0),
  standing: sections.reduce((sum, { standing }) => sum + (standing?.quota ?? 0), 0),
});
