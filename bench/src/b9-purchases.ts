import { createJournal } from '@ticketing/e2e/checker';
import type { System } from '@ticketing/e2e/system';
import { type Bench, type BenchContext, byItself, compare, type Finding } from './bench.ts';
import { overloadFindings, runOverload } from './load/overload.ts';
import { cpuMsOf, holds, refusedShare, wholeP99, wrongAnswers } from './load/purchases.ts';
import { purchasesDetails } from './load/purchases-tables.ts';
import {
  type AtRate,
  highestHeld,
  mostRefusedText,
  notTried,
  percent,
  purchasesAt,
  type RatesOptions,
  raiseRates,
  rateText,
  refusalsText,
  timeText,
  warm,
} from './load/raise-rates.ts';
import { createBuyers } from './load/sessions.ts';
import { marketplace, startMinimalShop } from './load/shop.ts';
import { type OwnStack, withOwnStack } from './parts/own-stack.ts';
import { checkMarketplace, whenQuiet } from './parts/when-quiet.ts';

/** What a purchase may take, milliseconds. */
const mostMs = 1_000;
/** Purchases a second that two cores are to hold. */
const wanted = 60;
const consumers = ['tickets', 'orders', 'payments', 'expiration'];

const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;

interface Rates {
  ours: AtRate[];
  peer: AtRate[];
  one: AtRate[];
}

function capacityFinding({ ours, peer }: Rates): Finding {
  const [own, other] = [highestHeld(ours)?.perSecond ?? 0, highestHeld(peer)?.perSecond ?? 0];
  // The highest that was tried may not be the highest there is.
  const atLeast = other > 0 && other === peer.at(-1)?.perSecond ? '≥ ' : '';
  const goal = `≥ ${wanted}/s`;
  const what = `highest rate of which at most ${mostRefusedText} are refused; beside a minimal Fastify + pg checkout`;
  return {
    what,
    goal,
    number: rateText(own),
    peer: `${atLeast}${rateText(other)}`,
    ratio: other > 0 ? own / other : null,
    isMet: own >= wanted,
  };
}

function p99Finding(perSecond: number, { ours, peer }: Rates): Finding {
  const [own, other] = [purchasesAt(ours, perSecond), purchasesAt(peer, perSecond)];
  const what = `${perSecond} purchases a second, p99`;
  const goal = `≤ ${mostMs} ms`;
  if (!own) return byItself({ what, goal, number: notTried(ours), isMet: false });
  const [p99, others] = [wholeP99(own), other ? wholeP99(other) : Number.NaN];
  return {
    what: `${what} (refused ${percent(refusedShare(own))}); beside a minimal Fastify + pg checkout`,
    goal,
    number: timeText(p99),
    peer: other ? timeText(others) : '–',
    ratio: Number.isFinite(p99 / others) ? p99 / others : null,
    isMet: p99 <= mostMs,
  };
}

/** At the highest rate that both hold. */
function batchesFinding({ ours, one }: Rates): Finding {
  const rate = ours.findLast(({ perSecond, purchases }) => {
    const other = purchasesAt(one, perSecond);
    return holds(purchases) && other !== undefined && holds(other);
  });
  const what = 'CPU time of a purchase; beside the same system with batches of one';
  const goal = '≤ 1× of the peer';
  const other = rate && purchasesAt(one, rate.perSecond);
  if (!rate || !other) return byItself({ what, goal, number: 'no rate is held by both', isMet: false });
  return compare({
    what: `${what}, both at ${rate.perSecond}/s`,
    ours: cpuMsOf(rate.purchases),
    peer: cpuMsOf(other),
    unit: milliseconds,
    atMost: 1,
  });
}

const wrongFinding = ({ ours }: Rates): Finding => {
  const runs = ours.map(({ purchases }) => purchases);
  const wrong = wrongAnswers(runs);
  const kinds = wrong.length > 0 ? ` (${refusalsText({ all: runs.flatMap(({ all }) => all) })})` : '';
  return byItself({
    what: `answers other than success, or 429 or 503 with Retry-After, at every rate${kinds}`,
    goal: 'none',
    number: String(wrong.length),
    isMet: wrong.length === 0,
  });
};

/** Has every consumer apply each message by itself, and undoes that afterwards. */
async function withBatchesOfOne<T>(system: System, work: () => Promise<T>): Promise<T> {
  for (const name of consumers) await system.restart(name, { CONSUMER_BATCH_SIZE: '1' });
  try {
    return await work();
  } finally {
    for (const name of consumers) await system.restart(name);
  }
}

async function measureRates({ system }: OwnStack, options: RatesOptions): Promise<Rates> {
  const { progress } = options;
  const ours = marketplace('marketplace', system, progress);
  const peer = await startMinimalShop(system, 0);
  const results = await raiseRates([ours, peer.shop], options).finally(peer.stop);
  const one = marketplace('batches of one', system, progress);
  progress('consumers start again with batches of one');
  const ofOne = await withBatchesOfOne(system, () => raiseRates([one], options));
  return {
    ours: results.get(ours.name) ?? [],
    peer: results.get(peer.shop.name) ?? [],
    one: ofOne.get(one.name) ?? [],
  };
}

async function measure(stack: OwnStack, { isQuick, progress }: BenchContext) {
  const newBuyer = createBuyers(stack.jwtKey);
  const rates = isQuick ? [2, 5] : [5, 10, 20, 40, 60];
  const options = { rates, seconds: isQuick ? 6 : 20, rounds: 1, newBuyer, progress };
  const measured = await measureRates(stack, options);
  const shop = marketplace('marketplace', stack.system, progress);
  await warm(shop, newBuyer);
  const journal = createJournal();
  const overload = await runOverload(shop, {
    perSecond: 3 * (highestHeld(measured.ours)?.perSecond ?? rates[0] ?? 1),
    seconds: isQuick ? 10 : 30,
    newBuyer,
    journal,
    progress,
  });
  await whenQuiet(stack.system);
  await checkMarketplace(stack.system, journal);
  const mostPerSecond = Math.max(...measured.ours.map(({ purchases }) => purchases.completedPerSecond));
  return { rates, measured, overload, mostPerSecond };
}

/** Purchases under rising load, and above what the machine can do. */
export const purchases: Bench = {
  name: 'b9',
  title: 'B9 · Purchases',
  run: (context) =>
    withOwnStack({}, async (stack) => {
      const { rates, measured, overload, mostPerSecond } = await measure(stack, context);
      return {
        findings: [
          capacityFinding(measured),
          ...rates.map((perSecond) => p99Finding(perSecond, measured)),
          wrongFinding(measured),
          batchesFinding(measured),
          ...overloadFindings(overload, mostPerSecond),
        ],
        details: purchasesDetails([
          { name: 'marketplace', rates: measured.ours },
          { name: 'batches of one', rates: measured.one },
          { name: 'minimal checkout', rates: measured.peer },
          { name: 'marketplace, overload', rates: [{ perSecond: overload.perSecond, purchases: overload }] },
        ]),
        invariants:
          'every order that was paid is complete, the answers of the overload were kept, and the invariants’ checker finds nothing',
        limits: limitsText,
      };
    }),
};

const limitsText =
  'Every purchase is another buyer’s: a reservation, then its payment with a token, each with an Idempotency-Key as the ' +
  'browser sends it, through the gateway, counted from the schedule of an open loop; one that is refused never ends. A rate is ' +
  `the last one when more than ${mostRefusedText} of its purchases are refused. CPU time is that of all processes until the last ` +
  'order is complete, what they use at rest included, by purchases begun; the load generator shares the cores and is not ' +
  'counted. The minimal checkout is one process with an outbox, on the same PostgreSQL and with a stand-in for Stripe of its ' +
  'own; it has no sessions, no gateway and nobody to tell. Under overload, buyers who hold a ticket try again to pay when they ' +
  'are told to, and reservations are not tried again. Goodput counts orders that were complete before the load ended.';
