import { type PublishedSection, seatIdOf } from '@ticketing/contracts';

export interface PlannedSeat {
  id: string;
  sectionId: string;
  categoryId: string;
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
  /** Returns a seat; undefined for an unknown id. */
  find(seatId: string): PlannedSeat | undefined;
}

export function createSeatPlan(sections: readonly PublishedSection[], heldBack: readonly string[]): SeatPlan {
  const held = new Set(heldBack);
  const rows = sections.flatMap(({ id: sectionId, name, rows: published }) =>
    published.map(({ label, categoryId, seats }): PlannedRow => {
      const planned = seats.map(({ number, ...seat }): PlannedSeat => {
        const id = seatIdOf(sectionId, label, number);
        const seatLabel = `${name}, row ${label}, seat ${number}`;
        return { ...seat, id, sectionId, categoryId, isHeldBack: held.has(id), label: seatLabel };
      });
      return { sectionId, label, categoryId, seats: planned };
    }),
  );
  const byId = new Map(rows.flatMap(({ seats }) => seats.map((seat) => [seat.id, seat])));
  const areas = sections.flatMap(({ id: sectionId, name, standing }) =>
    standing ? [{ sectionId, name, categoryId: standing.categoryId }] : [],
  );
  return { rows, areas, find: (seatId) => byId.get(seatId) };
}
