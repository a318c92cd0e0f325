import { type Bench, compare, type Finding, withoutPeer } from './bench.ts';
import { refusedShare, wholeP99, wholeTimes } from './load/purchases.ts';
import {
  type AtRate,
  maxRefusedText,
  notTried,
  percent,
  purchasesAt,
  raiseRates,
  timeText,
} from './load/raise-rates.ts';
import { createBuyers } from './load/sessions.ts';
import { marketplace, startMinimalShop } from './load/shop.ts';
import { withOwnStack } from './parts/own-stack.ts';
import { checkMarketplace } from './parts/when-quiet.ts';
import { median } from './statistics.ts';

const stripeLatencyMs = 50;
const maxTimesPeer = 2;

function finding(perSecond: number, ours: readonly AtRate[], peer: readonly AtRate[]): Finding {
  const [own, other] = [purchasesAt(ours, perSecond), purchasesAt(peer, perSecond)];
  const what = `${perSecond} checkouts a second, p99`;
  const goal = `≤ ${maxTimesPeer}× of the peer`;
  if (!own || !other) return withoutPeer({ what, goal, number: notTried(own ? peer : ours), isMet: false });
  return compare({
    what: `${what} (p50 ${timeText(median(wholeTimes(own)))}, refused ${percent(refusedShare(own))}); peer: a minimal Fastify + pg checkout`,
    ours: wholeP99(own),
    peer: wholeP99(other),
    unit: timeText,
    atMost: maxTimesPeer,
  });
}

/** Measures the time from "reserve" to "paid". */
export const checkout: Bench = {
  name: 'b5',
  title: 'B5 · Checkout',
  run: ({ isQuick, progress }) =>
    withOwnStack({ LATENCY_MS: String(stripeLatencyMs) }, async ({ system, jwtKey }) => {
      const ours = marketplace('marketplace', system, progress);
      const peer = await startMinimalShop(system, stripeLatencyMs);
      const rates = isQuick ? [5, 10] : [20, 50, 100];
      try {
        const results = await raiseRates([ours, peer.shop], {
          rates,
          seconds: isQuick ? 5 : 15,
          rounds: isQuick ? 1 : 2,
          newBuyer: createBuyers(jwtKey),
          progress,
        });
        const of = ({ name }: { name: string }) => results.get(name) ?? [];
        await checkMarketplace(system);
        return {
          findings: rates.map((perSecond) => finding(perSecond, of(ours), of(peer.shop))),
          invariants: 'every paid order is complete, and the invariant checker finds nothing',
          limits: limitsText,
        };
      } finally {
        await peer.stop();
      }
    }),
};

const limitsText =
  `Reservation and payment through the gateway, in sequence, from the schedule to the response to the payment; a refused purchase ` +
  `never ends. The rate is raised until more than ${maxRefusedText} are refused. The Stripe sandbox waits ` +
  `${stripeLatencyMs} ms before each response. A payment here calls it three times (intent, method, confirmation), so that ` +
  'it can recover from a crash at any point; the peer calls it once: 100 ms of the difference. The peer has no sessions, no events in ' +
  'flight and no second service; its process, its own sandbox and its schema in the same PostgreSQL run alongside the ' +
  'idle marketplace.';
