import { parseSeatId } from '@ticketing/contracts/seat-id';
import type { FreeSeats } from '@/api/schemas.ts';
import { freeCountIn, type HallSection } from '@/features/events/hall.ts';
import type { Pool } from './api/schemas.ts';
import { sizeOf } from './preview-hall.ts';

export interface Sales {
  places: number;
  /** Kept back by the organiser. */
  heldBack: number;
  free: number;
  /** Sold, or reserved and not paid yet. */
  taken: number;
}

const heldBackIn = (pools: readonly Pool[], sectionId: string): number =>
  pools.flatMap(({ seatIds }) => seatIds).filter((id) => parseSeatId(id)?.sectionId === sectionId).length;

/** What is sold or reserved of a section: all its places without the free ones and those that are held back. */
function salesIn(section: HallSection, pools: readonly Pool[], free: FreeSeats): Sales {
  const { seats, standing } = sizeOf([section]);
  const [places, heldBack, left] = [seats + standing, heldBackIn(pools, section.id), freeCountIn(free, section)];
  return { places, heldBack, free: left, taken: Math.max(0, places - heldBack - left) };
}

export interface SectionSales extends Sales {
  id: string;
  name: string;
}

export function salesOf(
  sections: readonly HallSection[],
  pools: readonly Pool[],
  free: FreeSeats,
): { sections: SectionSales[]; total: Sales } {
  const all = sections.map((section) => ({ id: section.id, name: section.name, ...salesIn(section, pools, free) }));
  const sum = (of: (sales: Sales) => number) => all.reduce((total, each) => total + of(each), 0);
  return {
    sections: all,
    total: {
      places: sum(({ places }) => places),
      heldBack: sum(({ heldBack }) => heldBack),
      free: sum(({ free: left }) => left),
      taken: sum(({ taken }) => taken),
    },
  };
}
