import { createJournal } from '@ticketing/e2e/checker';
import type { System } from '@ticketing/e2e/system';
import { type Bench, type BenchContext, compare, type Finding, withoutPeer } from './bench.ts';
import { overloadFindings, runOverload } from './load/overload.ts';
import { cpuMsOf, holds, refusedShare, wholeP99, wrongAnswers } from './load/purchases.ts';
import { purchasesDetails } from './load/purchases-tables.ts';
import {
  type AtRate,
  highestHeld,
  maxRefusedText,
  notTried,
  percent,
  purchasesAt,
  type RatesOptions,
  raiseRates,
  rateText,
  refusalsText,
  timeText,
  warmUpShop,
} from './load/raise-rates.ts';
import { createBuyers } from './load/sessions.ts';
import { marketplace, startMinimalShop } from './load/shop.ts';
import { type OwnStack, withOwnStack } from './parts/own-stack.ts';
import { checkMarketplace, whenQuiet } from './parts/when-quiet.ts';

/** Limit of a purchase's duration, milliseconds. */
const limitMs = 1_000;
/** Purchases per second that two cores must sustain. */
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
  // The highest tested rate may not be the highest possible.
  const atLeast = other > 0 && other === peer.at(-1)?.perSecond ? '≥ ' : '';
  const goal = `≥ ${wanted}/s`;
  const what = `highest rate at which at most ${maxRefusedText} are refused; peer: a minimal Fastify + pg checkout`;
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
  const goal = `≤ ${limitMs} ms`;
  if (!own) return withoutPeer({ what, goal, number: notTried(ours), isMet: false });
  const [p99, others] = [wholeP99(own), other ? wholeP99(other) : Number.NaN];
  return {
    what: `${what} (refused ${percent(refusedShare(own))}); peer: a minimal Fastify + pg checkout`,
    goal,
    number: timeText(p99),
    peer: other ? timeText(others) : '–',
    ratio: Number.isFinite(p99 / others) ? p99 / others : null,
    isMet: p99 <= limitMs,
  };
}

/** At the highest rate that both sustain. */
function batchesFinding({ ours, one }: Rates): Finding {
  const rate = ours.findLast(({ perSecond, purchases }) => {
    const other = purchasesAt(one, perSecond);
    return holds(purchases) && other !== undefined && holds(other);
  });
  const what = 'CPU time per purchase; peer: the same system with batches of one';
  const goal = '≤ 1× of the peer';
  const other = rate && purchasesAt(one, rate.perSecond);
  if (!rate || !other) return withoutPeer({ what, goal, number: 'both sustained no common rate', isMet: false });
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
  return withoutPeer({
    what: `responses other than success, or 429 or 503 with Retry-After, at every rate${kinds}`,
    goal: 'none',
    number: String(wrong.length),
    isMet: wrong.length === 0,
  });
};

/** Restarts every consumer with batches of one message, and afterwards with the default. */
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
  progress('restarting consumers with batches of one');
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
  await warmUpShop(shop, newBuyer);
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

/** Measures purchases under rising load, and under overload. */
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
          'every paid order is complete, the responses under overload hold, and the invariant checker finds nothing',
        limits: limitsText,
      };
    }),
};

const limitsText =
  'Every purchase has its own buyer: a reservation, then its payment with a token, each with an Idempotency-Key like the ' +
  'browser’s, through the gateway, timed from the schedule of an open loop; a refused one counts as infinite. A rate is ' +
  `the last one when more than ${maxRefusedText} of its purchases are refused. CPU time is that of all processes until the last ` +
  'order is complete, including their idle use, per started purchase; the load generator shares the cores and is not ' +
  'counted. The minimal checkout is one process with an outbox, on the same PostgreSQL, with its own Stripe sandbox; it has ' +
  'no sessions, no gateway and no consumers. Under overload, buyers who hold a ticket retry their payment when the response ' +
  'asks for it, and reservations are not retried. Goodput counts orders that were complete before the load ended.';
