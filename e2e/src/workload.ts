import { pause } from '@ticketing/common/backoff';
import { createRandom, type Random } from '@ticketing/common/random';
import { anyJourney, type Journey, journeys, type Market, type PurchaseResult } from './journeys.ts';
import { type Person, signUp } from './person.ts';

export type { PurchaseResult } from './journeys.ts';

export interface WorkloadOptions {
  sellers: Person[];
  buyers: Person[];
  purchases: number;
  /** Concurrent purchases. */
  concurrency: number;
  /** Called with the number of purchases that have begun. */
  onBegun?: (count: number) => void;
}

const retryForMs = 60_000;

/** Runs many concurrent purchases that retry through outages. */
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
    inventory: [],
    performance: null,
    signUp: () => Promise.reject(new Error('this workload has no sign-ups')),
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
  /** Concurrent journeys. */
  concurrency: number;
  /** Tickets for sale; the remaining ones can be used by the next traffic. */
  inventory?: Market['inventory'];
  /** Where parties are booked. */
  performance?: Market['performance'];
  /** Wraps new users, to record their requests. */
  recordRequests?: (person: Person) => Person;
}

export interface Traffic {
  /** Journeys that have begun. */
  begun(): number;
  /** Resolves after `more` further journeys, or on timeout. */
  waitForJourneys(more: number, timeoutMs: number): Promise<void>;
  /** Starts no more journeys and waits for those in flight; requests without a response are abandoned. */
  stop(): Promise<PurchaseResult[]>;
}

/** Pause between journeys, which also limits the load. Milliseconds. */
const maxThinkTimeMs = 300;
/** Time limit for responses after the stop. Milliseconds. */
const drainTimeoutMs = 10_000;

/** Runs random journeys until it is stopped. */
export function startTraffic({
  storeUrl,
  sellers,
  buyers,
  random,
  concurrency,
  inventory = [],
  performance: onSale = null,
  recordRequests = (person) => person,
}: TrafficOptions): Traffic {
  const closing = new AbortController();
  const abandoned = new AbortController();
  const market: Market = {
    sellers,
    buyers,
    random,
    patience: { forMs: Number.POSITIVE_INFINITY, signal: abandoned.signal },
    inventory,
    performance: onSale,
    signUp: async () => recordRequests(await signUp(storeUrl)),
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
      await pause(random.between(0, maxThinkTimeMs), closing.signal);
    }
  };
  const workers = Promise.all(Array.from({ length: concurrency }, worker));
  return {
    begun: () => begun,
    async waitForJourneys(more, timeoutMs) {
      const wanted = ended + more;
      for (const until = performance.now() + timeoutMs; ended < wanted && performance.now() < until; ) await pause(50);
    },
    async stop() {
      closing.abort();
      const timer = setTimeout(() => abandoned.abort(), drainTimeoutMs);
      await workers;
      clearTimeout(timer);
      return results;
    },
  };
}
