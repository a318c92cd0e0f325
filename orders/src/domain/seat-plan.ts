import { type PublishedSection, seatIdOf } from '@ticketing/contracts';

export interface PlannedSeat {
  id: string;
  /** Index of the seat in the plan, from 0. */
  index: number;
  /** Position in the row; neighbours differ by one. */
  x: number;
  isAccessible: boolean;
  hasRestrictedView: boolean;
  /** Not for general sale. */
  isHeldBack: boolean;
  label: string;
}

export interface PlannedRow {
  sectionId: string;
  label: string;
  categoryId: string;
  /** From left to right. */
  seats: readonly PlannedSeat[];
}

export interface StandingArea {
  sectionId: string;
  name: string;
  categoryId: string;
}

/** The seats of a performance. They never change once it is on sale. */
export interface SeatPlan {
  /** The best first. Rows of a section are together. */
  rows: readonly PlannedRow[];
  areas: readonly StandingArea[];
  seatCount: number;
  /** Returns a seat with its row; undefined for an unknown id. */
  find(seatId: string): { seat: PlannedSeat; row: PlannedRow } | undefined;
}

export function createSeatPlan(sections: readonly PublishedSection[], heldBack: readonly string[]): SeatPlan {
  const held = new Set(heldBack);
  const byId = new Map<string, { seat: PlannedSeat; row: PlannedRow }>();
  let seatCount = 0;
  const rows = sections.flatMap((section) =>
    section.rows.map(({ label, categoryId, seats }) => {
      const planned = seats.map(({ number, ...seat }): PlannedSeat => {
        const id = seatIdOf(section.id, label, number);
        seatCount += 1;
        return {
          ...seat,
          id,
          index: seatCount - 1,
          isHeldBack: held.has(id),
          label: `${section.name}, row ${label}, seat ${number}`,
        };
      });
      const row = { sectionId: section.id, label, categoryId, seats: planned };
      for (const seat of planned) byId.set(seat.id, { seat, row });
      return row;
    }),
  );
  const areas = sections.flatMap(({ id: sectionId, name, standing }) =>
    standing ? [{ sectionId, name, categoryId: standing.categoryId }] : [],
  );
  return { rows, areas, seatCount, find: (seatId) => byId.get(seatId) };
}
