import type { SeatPlan } from './seat-plan.ts';

/**
 * - `on_sale`: places can be reserved now
 * - `not_yet`: the sale has not started
 * - `over`: the sale has ended, or the performance has started
 * - `closed`, `cancelled`: its organiser has done so
 */
export type SaleState = 'on_sale' | 'not_yet' | 'over' | 'closed' | 'cancelled';

/** What each version of a performance may change. */
export interface PerformanceTerms {
  title: string;
  status: 'on_sale' | 'closed' | 'cancelled';
  startsAt: Date;
  saleStartsAt: Date | null;
  /** Null for the start of the performance. */
  saleEndsAt: Date | null;
  /** Category id → price in minor units. */
  prices: ReadonlyMap<string, number>;
  version: number;
}

/** What never changes once a performance is on sale. */
export interface FixedPerformance {
  id: string;
  /** Of a train, ship or plane: its places are booked, because somebody travels. */
  isDeparture: boolean;
  timeZone: string;
  currency: string;
  /** Places per order. */
  maxParty: number;
  plan: SeatPlan;
}

/** The orders service's copy of a performance. */
export interface Performance extends FixedPerformance, PerformanceTerms {}

/** The reserving statement applies the same rule, by the database's clock. */
export function saleStateOf({ status, startsAt, saleStartsAt, saleEndsAt }: PerformanceTerms, now: Date): SaleState {
  if (status !== 'on_sale') return status;
  if (now >= startsAt || (saleEndsAt && now >= saleEndsAt)) return 'over';
  return saleStartsAt && now < saleStartsAt ? 'not_yet' : 'on_sale';
}
