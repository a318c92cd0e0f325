import type { FreeSeats } from '@/api/schemas.ts';
import { findSeat, freeIn, type Hall, type Seat, seatAt } from './hall.ts';

/**
 * Returns the free seats that a choice would leave alone between taken seats, aisles or the row's end. Seats that are
 * alone already are not the choice's doing. The best-available search avoids the same seats.
 */
export function singleGaps(hall: Hall, free: FreeSeats | null, chosenIds: readonly string[]): Seat[] {
  const chosen = chosenIds.flatMap((id) => findSeat(hall, id) ?? []);
  const rows = new Map(chosen.map((seat) => [seat.row, seat]));
  return [...rows.values()].flatMap(({ section, row }) => {
    const taken = new Set(chosen.flatMap((seat) => (seat.row === row ? [seat.index] : [])));
    return gapsIn(row.xs, freeIn(free, section, row), taken).map((index) => seatAt(hall, section, row, index));
  });
}

/**
 * @param xs positions of a row's seats; neighbours differ by one
 * @param free a character per seat, 1 for a free one
 * @param chosen indices of the chosen seats
 */
export function gapsIn(xs: readonly number[], free: string, chosen: ReadonlySet<number>): number[] {
  const areNeighbours = (one: number, other: number) =>
    Math.abs((xs[one] ?? Number.NaN) - (xs[other] ?? Number.NaN)) === 1;
  return xs.flatMap((_, index) => {
    if (free[index] !== '1' || chosen.has(index)) return [];
    const beside = [index - 1, index + 1].filter((other) => areNeighbours(index, other) && free[other] === '1');
    return beside.length > 0 && beside.every((other) => chosen.has(other)) ? [index] : [];
  });
}
