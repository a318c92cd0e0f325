import type { System } from '@ticketing/e2e/system';
import { startTraceCollector, type TraceCollector } from '@ticketing/testing/trace-collector';
import { type Bench, type BenchContext, compare, type Finding, tableText, withoutPeer } from './bench.ts';
import { cpuMsOf, type Purchases, runPurchases, wholeP99 } from './load/purchases.ts';
import { timeText, warmUpShop } from './load/raise-rates.ts';
import { createBuyers } from './load/sessions.ts';
import { marketplace } from './load/shop.ts';
import { type OwnStack, withOwnStack } from './parts/own-stack.ts';
import { checkMarketplace, whenQuiet } from './parts/when-quiet.ts';
import { median } from './statistics.ts';

/** As in the monitored cluster. */
const sampledShare = 0.1;
const allowedShare = 0.05;
/** In turns, each first as often as second, so that a machine that becomes slower or faster favours neither. */
const turns = [false, true, true, false] as const;

/** Restarts our programs, with spans exported or without. */
async function restartAll(system: System, collector: TraceCollector | null): Promise<void> {
  const env: Record<string, string> = collector
    ? { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: String(sampledShare) }
    : {};
  for (const { name, kind } of system.processes()) if (kind === 'service') await system.restart(name, env);
}

async function measure({ system, jwtKey }: OwnStack, { isQuick, progress }: BenchContext) {
  const newBuyer = createBuyers(jwtKey);
  const shop = marketplace('marketplace', system, progress);
  const [perSecond, seconds] = isQuick ? [5, 6] : [10, 30];
  const collector = await startTraceCollector();
  const runs: { isTraced: boolean; purchases: Purchases }[] = [];
  try {
    for (const isTraced of isQuick ? turns.slice(0, 2) : turns) {
      progress(`restarting with${isTraced ? '' : 'out'} exported spans`);
      await restartAll(system, isTraced ? collector : null);
      await warmUpShop(shop, newBuyer);
      const tickets = await shop.makeTickets(perSecond * seconds);
      const purchases = await runPurchases(shop, { perSecond, seconds, tickets, newBuyer });
      progress(`${cpuMsOf(purchases).toFixed(1)} ms of CPU per purchase, ${collector.spans().length} spans so far`);
      runs.push({ isTraced, purchases });
    }
  } finally {
    await collector.stop();
  }
  await whenQuiet(system);
  await checkMarketplace(system);
  return { runs, perSecond, spans: collector.spans().length };
}

const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;

/** What it costs that one purchase in ten is traced. */
export const tracing: Bench = {
  name: 'b9-tracing',
  title: 'B9 · Cost of tracing',
  run: (context) =>
    withOwnStack({}, async (stack) => {
      const { runs, perSecond, spans } = await measure(stack, context);
      const of = (wanted: boolean) =>
        runs.filter(({ isTraced }) => isTraced === wanted).map(({ purchases }) => purchases);
      const findings: Finding[] = [
        compare({
          what: `CPU time per purchase at ${perSecond}/s, one trace in ten exported; peer: the same without exported spans`,
          ours: median(of(true).map((purchases) => cpuMsOf(purchases))),
          peer: median(of(false).map((purchases) => cpuMsOf(purchases))),
          unit: milliseconds,
          atMost: 1 + allowedShare,
        }),
        withoutPeer({
          what: 'exported spans',
          goal: 'some',
          number: String(spans),
          isMet: spans > 0,
        }),
      ];
      return {
        findings,
        details: tableText({
          head: ['', 'CPU per purchase', 'p99', 'paid'],
          rows: runs.map(({ isTraced, purchases }) => [
            isTraced ? 'exported' : 'not exported',
            milliseconds(cpuMsOf(purchases)),
            timeText(wholeP99(purchases)),
            `${purchases.paid.length} of ${purchases.all.length}`,
          ]),
        }),
        invariants: 'every paid order is complete, and the invariant checker finds nothing',
        limits:
          'All our programs are restarted before each run, with the same warm-up. CPU time is that of all processes, also of the parts, per started ' +
          'purchase. The collector only keeps the spans; it and the load generator share the cores and are not counted.',
      };
    }),
};
