import { median, ms, quantile } from '../statistics.ts';
import { holds, maxRefusedShare, type Purchases, refusalsByKind, refusedShare, runPurchases } from './purchases.ts';
import type { Buyer } from './sessions.ts';
import type { Shop } from './shop.ts';

export interface RatesOptions {
  rates: readonly number[];
  /** Duration of each run. */
  seconds: number;
  /** Number of runs per rate, in turns with the other shops. */
  rounds: number;
  newBuyer: () => Buyer;
  progress: (text: string) => void;
}

/** A shop's results at a rate, over all runs. */
export interface AtRate {
  perSecond: number;
  purchases: Purchases;
}

const warmUp = { perSecond: 5, seconds: 6 };

/** Buys without measuring, to warm up caches, connections and compiled code. */
export async function warmUpShop(shop: Shop, newBuyer: () => Buyer): Promise<void> {
  const tickets = await shop.makeTickets(warmUp.perSecond * warmUp.seconds);
  await runPurchases(shop, { ...warmUp, tickets, newBuyer });
}

/**
 * Raises the rate, with shops in turns, until each shop refuses too many purchases or all rates are measured.
 * @returns each shop's results by name; the last rate may not be sustained
 */
export async function raiseRates(shops: readonly Shop[], options: RatesOptions): Promise<Map<string, AtRate[]>> {
  const { rates, seconds, rounds, newBuyer, progress } = options;
  const results = new Map<string, AtRate[]>(shops.map(({ name }) => [name, []]));
  for (const shop of shops) await warmUpShop(shop, newBuyer);
  for (const perSecond of rates) {
    const open = shops.filter(({ name }) => results.get(name)?.every(({ purchases }) => holds(purchases)));
    const runs = new Map<string, Purchases[]>(open.map(({ name }) => [name, []]));
    for (let round = 1; round <= rounds; round += 1)
      for (const shop of open) {
        const tickets = await shop.makeTickets(perSecond * seconds);
        progress(`${shop.name}, ${perSecond}/s, round ${round}`);
        const run = await runPurchases(shop, { perSecond, seconds, tickets, newBuyer });
        progress(summaryOf(run));
        runs.get(shop.name)?.push(run);
      }
    for (const [name, ofRate] of runs) results.get(name)?.push({ perSecond, purchases: merge(ofRate) });
  }
  return results;
}

/** The results at a rate; undefined if it was not measured. */
export const purchasesAt = (rates: readonly AtRate[], perSecond: number): Purchases | undefined =>
  rates.find((rate) => rate.perSecond === perSecond)?.purchases;

/** The highest sustained rate. */
export const highestHeld = (rates: readonly AtRate[]): AtRate | undefined =>
  rates.findLast(({ purchases }) => holds(purchases));

export const notTried = (rates: readonly AtRate[]): string => {
  const last = rates.at(-1);
  return last ? `not tried: at ${last.perSecond}/s ${percent(refusedShare(last.purchases))} were refused` : 'not tried';
};

function merge(runs: readonly Purchases[]): Purchases {
  const [first] = runs;
  if (!first) throw new Error('a rate has no runs');
  const cpuSeconds = new Map<string, number>();
  for (const run of runs)
    for (const [name, seconds] of run.cpuSeconds) cpuSeconds.set(name, (cpuSeconds.get(name) ?? 0) + seconds);
  return {
    perSecond: first.perSecond,
    seconds: first.seconds * runs.length,
    all: runs.flatMap(({ all }) => all),
    paid: runs.flatMap(({ paid }) => paid),
    toCompleteMs: runs.flatMap(({ toCompleteMs }) => toCompleteMs),
    completedPerSecond: runs.reduce((sum, run) => sum + run.completedPerSecond, 0) / runs.length,
    cpuSeconds,
  };
}

/** Infinite when the quantile is a refused purchase. */
export const timeText = (value: number): string => (Number.isFinite(value) ? ms(value) : 'endless');
export const rateText = (perSecond: number): string => `${perSecond.toFixed(1)}/s`;
export const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
export const maxRefusedText = percent(maxRefusedShare);

/** Median and 99th percentile. */
export const middleAndTail = (times: readonly number[]): string =>
  times.length === 0 ? '–' : `${ms(median(times))} / ${ms(quantile(times, 0.99))}`;

export const refusalsText = (purchases: Pick<Purchases, 'all'>): string =>
  [...refusalsByKind(purchases)].map(([kind, count]) => `${count} × ${kind}`).join(', ') || 'none';

const summaryOf = (run: Purchases): string =>
  `${run.paid.length} of ${run.all.length} paid, order and payment ${middleAndTail(known(run.paid.map(({ wholeMs }) => wholeMs)))}; refused: ${refusalsText(run)}`;

export const known = (times: readonly (number | null)[]): number[] => times.filter((time) => time !== null);
