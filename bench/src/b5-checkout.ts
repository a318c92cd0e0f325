import { type Bench, byItself, compare, type Finding } from './bench.ts';
import { refusedShare, wholeP99, wholeTimes } from './load/purchases.ts';
import {
  type AtRate,
  mostRefusedText,
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
const mostTimesPeer = 2;

function finding(perSecond: number, ours: readonly AtRate[], peer: readonly AtRate[]): Finding {
  const [own, other] = [purchasesAt(ours, perSecond), purchasesAt(peer, perSecond)];
  const what = `${perSecond} checkouts a second, p99`;
  const goal = `≤ ${mostTimesPeer}× of the peer`;
  if (!own || !other) return byItself({ what, goal, number: notTried(own ? peer : ours), isMet: false });
  return compare({
    what: `${what} (p50 ${timeText(median(wholeTimes(own)))}, refused ${percent(refusedShare(own))}); beside a minimal Fastify + pg checkout`,
    ours: wholeP99(own),
    peer: wholeP99(other),
    unit: timeText,
    atMost: mostTimesPeer,
  });
}

/** What a buyer waits for between "reserve" and "paid". */
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
          invariants: 'every order that was paid is complete, and the invariants’ checker finds nothing',
          limits: limitsText,
        };
      } finally {
        await peer.stop();
      }
    }),
};

const limitsText =
  `Reservation and payment through the gateway, one after the other, from the schedule to the answer of the payment; a purchase ` +
  `that is refused never ends. The rate is raised until more than ${mostRefusedText} are refused. Stripe’s stand-in waits ` +
  `${stripeLatencyMs} ms before each of its answers. A payment here asks it three times (intent, method, confirmation), so that ` +
  'a crash at any point can be settled, and the peer once: 100 ms of the difference. The peer has no sessions, no events on ' +
  'their way and no second service; its process, its stand-in for Stripe and its schema of the same PostgreSQL run beside the ' +
  'marketplace, which is at rest meanwhile.';
