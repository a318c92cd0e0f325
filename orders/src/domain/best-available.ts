import type { PlannedRow, PlannedSeat, SeatPlan } from './seat-plan.ts';

export interface PartyWish {
  /** People, ≥ 1. */
  quantity: number;
  /** Any category or section without one. */
  categoryId?: string | undefined;
  sectionId?: string | undefined;
  /** Per seat, minor units. */
  maxPriceMinor?: number | undefined;
  /** One of the seats must have room for a wheelchair. Other parties don't get such seats. */
  needsAccessible?: boolean | undefined;
}

export interface Availability {
  isFree(seat: PlannedSeat): boolean;
  /** Minor units. */
  priceOf(categoryId: string): number;
}

/**
 * Returns the best free seats for a party, or null when nobody can seat it together.
 *
 * 1. Neighbours in one row: the best row first, and there what is closest to its middle. A choice that leaves a single free
 *    seat beside it, which is hard to sell, is taken only if no row of that section and category has another.
 * 2. Otherwise neighbours in two rows, one behind the other.
 *
 * Seats with a restricted view come last in both. Source of the rule against single seats: box offices call them orphan
 * seats; seats.io documents the same rule for its best-available selection.
 */
export function bestAvailable(plan: SeatPlan, wish: PartyWish, availability: Availability): PlannedSeat[] | null {
  const rows = plan.rows.filter(
    ({ sectionId, categoryId }) =>
      (wish.sectionId ?? sectionId) === sectionId &&
      (wish.categoryId ?? categoryId) === categoryId &&
      availability.priceOf(categoryId) <= (wish.maxPriceMinor ?? Number.POSITIVE_INFINITY),
  );
  for (const search of [inOneRow, inTwoRows]) {
    for (const allowsRestrictedView of [false, true]) {
      const isEligible = (seat: PlannedSeat) =>
        availability.isFree(seat) &&
        (allowsRestrictedView || !seat.hasRestrictedView) &&
        (wish.needsAccessible || !seat.isAccessible);
      const found = search(rows, wish, isEligible);
      if (found) return found;
    }
  }
  return null;
}

type Eligible = (seat: PlannedSeat) => boolean;

/** Neighbours, how many single free seats they leave, and how far they are from the middle of the row. */
interface Block {
  seats: PlannedSeat[];
  singles: number;
  offCentre: number;
}

function inOneRow(rows: readonly PlannedRow[], wish: PartyWish, isEligible: Eligible): PlannedSeat[] | null {
  let fallback: { block: Block; row: PlannedRow } | undefined;
  for (const row of rows) {
    if (fallback && !areAlike(fallback.row, row)) break;
    const [block] = blocksOf(row, wish.quantity, isEligible).filter(suits(wish)).sort(byQuality);
    if (block?.singles === 0) return block.seats;
    if (block) fallback ??= { block, row };
  }
  return fallback?.block.seats ?? null;
}

const areAlike = (one: PlannedRow, other: PlannedRow) =>
  one.sectionId === other.sectionId && one.categoryId === other.categoryId;
const suits =
  ({ needsAccessible }: PartyWish) =>
  ({ seats }: { seats: readonly PlannedSeat[] }) =>
    !needsAccessible || seats.some(({ isAccessible }) => isAccessible);
const byQuality = (one: Block, other: Block) => one.singles - other.singles || one.offCentre - other.offCentre;

function inTwoRows(rows: readonly PlannedRow[], wish: PartyWish, isEligible: Eligible): PlannedSeat[] | null {
  for (const [index, front] of rows.entries()) {
    const back = rows[index + 1];
    if (!back || front.sectionId !== back.sectionId) continue;
    for (let inFront = wish.quantity - 1; inFront >= wish.quantity / 2; inFront -= 1) {
      for (const [here, there] of [
        [front, back],
        [back, front],
      ] as const) {
        const larger = blocksOf(here, inFront, isEligible).sort(byQuality);
        const smaller = blocksOf(there, wish.quantity - inFront, isEligible).sort(byQuality);
        const pair = larger
          .flatMap((one) =>
            smaller.filter((other) => overlap(one, other)).map((other) => [...one.seats, ...other.seats]),
          )
          .find((seats) => suits(wish)({ seats }));
        if (pair) return pair;
      }
    }
  }
  return null;
}

/** Whether somebody sits right behind somebody else. */
const overlap = (one: Block, other: Block) => one.seats.some(({ x }) => other.seats.some((seat) => seat.x === x));

/** Returns every choice of neighbours in a row. */
function blocksOf({ seats }: PlannedRow, size: number, isEligible: Eligible): Block[] {
  const middle = ((seats[0]?.x ?? 0) + (seats.at(-1)?.x ?? 0)) / 2;
  return runsOf(seats, isEligible).flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - size + 1) }, (_, start) => {
      const block = run.slice(start, start + size);
      const left = start;
      const right = run.length - start - size;
      const centre = ((block[0]?.x ?? 0) + (block.at(-1)?.x ?? 0)) / 2;
      return {
        seats: block,
        singles: Number(left === 1) + Number(right === 1),
        offCentre: Math.abs(centre - middle),
      };
    }),
  );
}

/** Returns the longest sequences of eligible neighbours. */
function runsOf(seats: readonly PlannedSeat[], isEligible: Eligible): PlannedSeat[][] {
  const runs: PlannedSeat[][] = [];
  let run: PlannedSeat[] = [];
  for (const seat of seats) {
    const isNeighbour = run.at(-1)?.x === seat.x - 1;
    if (!isNeighbour || !isEligible(seat)) run = [];
    if (!isEligible(seat)) continue;
    if (run.length === 0) runs.push(run);
    run.push(seat);
  }
  return runs;
}
