import { createRecentCache } from '@ticketing/common/cache';
import type { FreePlaces } from '../domain/party.ts';
import { type FixedPerformance, type Performance, type SaleState, saleStateOf } from '../domain/performance.ts';
import type { PlannedSeat } from '../domain/seat-plan.ts';
import type { Database, Tx } from './database.ts';
import { findFixedPerformance, type PerformanceState, readState } from './performance-store.ts';

/** A performance with what is free of it. */
export interface SeatView extends FreePlaces {
  performance: Performance;
  saleState: SaleState;
  /** Whether the waiting list is asked about free places first. */
  areOffersDue: boolean;
  /** Keeps seats from other parties that this process seats, until the next views know whether they were reserved. */
  promise(seatIds: readonly string[]): void;
  /** Gives back seats that could not be reserved, and makes the next read ask the database. */
  giveBack(seatIds: readonly string[]): void;
}

export interface SeatViews {
  /** @returns null for an unknown performance */
  read(performanceId: string): Promise<SeatView | null>;
  /**
   * Reads within a transaction: what is free now, after what the transaction itself has reserved. Promises are those of all
   * views, and may outlive a rollback by two seconds.
   * @returns null for an unknown performance
   */
  readWithin(tx: Tx, performanceId: string): Promise<SeatView | null>;
}

export interface SeatViewsOptions {
  database: Database;
  /** How old a view may be, milliseconds. */
  freshForMs?: number;
  /** Performances in memory; one of 20,000 seats takes about 4 MB. */
  maxPerformances?: number;
}

interface Entry {
  fixed: FixedPerformance;
  view: Promise<SeatView> | null;
  /** When the view was asked for, by performance.now(). */
  askedAt: number;
  /** Seat id → until when it is promised, by performance.now(). */
  promised: Map<string, number>;
}

/** Longer than a reservation and the next view take. */
const promisedForMs = 2_000;

/**
 * Reads what is free, once for all requests of a quarter of a second: when a sale opens, thousands of people look at the same
 * seats. Views only choose; the reserving statement decides. Seats of a performance are read once, because they never change.
 */
export function createSeatViews({ database, freshForMs = 250, maxPerformances = 20 }: SeatViewsOptions): SeatViews {
  const readEntry = async (id: string): Promise<Entry | null> => {
    const fixed = await findFixedPerformance(database, id);
    return fixed && { fixed, view: null, askedAt: 0, promised: new Map() };
  };
  const entries = createRecentCache(readEntry, { maxValues: maxPerformances });

  function viewOf(entry: Entry, { terms, taken, areOffersDue, now }: PerformanceState): SeatView {
    for (const [id, until] of entry.promised) if (until < performance.now()) entry.promised.delete(id);
    const seatIds = new Set(taken.seatIds);
    const current = { ...entry.fixed, ...terms };
    const isTaken = (seat: PlannedSeat) => seat.isHeldBack || seatIds.has(seat.id);
    return {
      performance: current,
      saleState: saleStateOf(current, now),
      areOffersDue,
      isTaken,
      isFree: (seat) => !isTaken(seat) && (entry.promised.get(seat.id) ?? 0) < performance.now(),
      freeStanding: (sectionId) => taken.freeStanding.get(sectionId) ?? 0,
      promise(ids) {
        for (const id of ids) entry.promised.set(id, performance.now() + promisedForMs);
      },
      giveBack(ids) {
        for (const id of ids) entry.promised.delete(id);
        entry.view = null;
      },
    };
  }

  return {
    async read(id) {
      const entry = await entries.get(id);
      if (!entry) return null;
      if (!entry.view || performance.now() - entry.askedAt >= freshForMs) {
        const view = readState(database, id).then((state) => viewOf(entry, state));
        entry.view = view;
        entry.askedAt = performance.now();
        view.catch(() => {
          if (entry.view === view) entry.view = null;
        });
      }
      return entry.view;
    },
    async readWithin(tx, id) {
      const entry = await entries.get(id);
      return entry && viewOf(entry, await readState(tx, id));
    },
  };
}
