import { pause } from '@ticketing/common/backoff';
import { createRandom, type Random } from '@ticketing/common/random';
import { anyJourney, type Journey, journeys, type Market, type PurchaseResult } from './journeys.ts';
import { type Person, signUp } from './person.ts';

export type { PurchaseResult } from './journeys.ts';

export interface WorkloadOptions {
  sellers: Person[];
  buyers: Person[];
  purchases: number;
  /** Purchases at once. */
  concurrency: number;
  /** Called when so many purchases have begun. */
  onBegun?: (count: number) => void;
}

const retryForMs = 60_000;

/** Many people listing, reserving and paying at once, whatever happens to the system meanwhile. */
export async function runWorkload({
  sellers,
  buyers,
  purchases,
  concurrency,
  onBegun,
}: WorkloadOptions): Promise<PurchaseResult[]> {
  const market: Market = {
    sellers,
    buyers,
    random: createRandom('purchases'),
    patience: { forMs: retryForMs },
    shelf: [],
    signUp: () => Promise.reject(new Error('nobody new comes')),
  };
  const results: PurchaseResult[] = [];
  let begun = 0;
  const next = async () => {
    begun += 1;
    onBegun?.(begun);
    const result = await journeys.pay(market);
    if (result) results.push(result);
  };
  const worker = async () => {
    while (begun < purchases) await next();
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return results;
}

export interface TrafficOptions {
  storeUrl: string;
  sellers: Person[];
  buyers: Person[];
  random: Random;
  /** People at once. */
  concurrency: number;
  /** What is left by {@link Traffic.stop} goes on in the next traffic. */
  shelf?: Market['shelf'];
  /** Wraps whoever comes new, to remember what they are promised. */
  accompany?: (person: Person) => Person;
}

export interface Traffic {
  /** Journeys that have begun. */
  begun(): number;
  /** Resolves when so many more journeys have ended, or the time is over. */
  goesOn(more: number, timeoutMs: number): Promise<void>;
  /** Lets the journeys end that have begun; requests that nobody answers are given up. */
  stop(): Promise<PurchaseResult[]>;
}

/** A moment in which a person thinks; it also bounds what two cores have to do. Milliseconds. */
const longestThoughtMs = 300;
/** What was asked before the stop may still be answered within this time. Milliseconds. */
const lastAnswersMs = 10_000;

/** People who come, trade in every way there is and go, until they are stopped. */
export function startTraffic({
  storeUrl,
  sellers,
  buyers,
  random,
  concurrency,
  shelf = [],
  accompany = (person) => person,
}: TrafficOptions): Traffic {
  const closing = new AbortController();
  const abandoned = new AbortController();
  const market: Market = {
    sellers,
    buyers,
    random,
    patience: { forMs: Number.POSITIVE_INFINITY, signal: abandoned.signal },
    shelf,
    signUp: async () => accompany(await signUp(storeUrl)),
  };
  const results: PurchaseResult[] = [];
  let [begun, ended] = [0, 0];
  const walk = async (journey: Journey) => {
    begun += 1;
    const result = await journey(market);
    ended += 1;
    if (result) results.push(result);
  };
  const worker = async () => {
    while (!closing.signal.aborted) {
      await walk(anyJourney(random));
      await pause(random.between(0, longestThoughtMs), closing.signal);
    }
  };
  const workers = Promise.all(Array.from({ length: concurrency }, worker));
  return {
    begun: () => begun,
    async goesOn(more, timeoutMs) {
      const wanted = ended + more;
      for (const until = performance.now() + timeoutMs; ended < wanted && performance.now() < until; ) await pause(50);
    },
    async stop() {
      closing.abort();
      const timer = setTimeout(() => abandoned.abort(), lastAnswersMs);
      await workers;
      clearTimeout(timer);
      return results;
    },
  };
}
