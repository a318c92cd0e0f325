import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { within } from '../backoff/index.ts';

export { Counter, Gauge, Histogram, Registry };

/**
 * prom-client samples the event-loop delay every 10 ms, which dominates the work of an idle process; at a longer
 * interval the samples include the interval itself. So these statistics are removed and their sampling is postponed.
 * The delay measured at each scrape remains.
 */
const loopDelayStatistics = ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'];
const postponedMs = 24 * 60 * 60 * 1000;

/** Creates a separate registry, so that two apps in one test process don't share counters. */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: postponedMs });
  for (const statistic of loopDelayStatistics) registry.removeSingleMetric(`nodejs_eventloop_lag_${statistic}_seconds`);
  return registry;
}

/** Prometheus gives up a scrape after 10 s by default. */
const readWithinMs = 2_000;

/**
 * Reads all metrics, in Prometheus' text format. A metric whose source fails, or takes longer than 2 s, is left out: a failed scrape
 * would hide all others when they are needed most.
 */
export async function readMetrics(registry: Registry): Promise<string> {
  const texts = await Promise.all(
    registry
      .getMetricsAsArray()
      .map(({ name }) => within(readWithinMs, registry.getSingleMetricAsString(name)).catch(() => null)),
  );
  return `${texts.filter((text) => text !== null).join('\n\n')}\n`;
}

/** The sources of each metric name of a registry. */
const gaugeSources = new WeakMap<Registry, Map<string, GaugeSource[]>>();

interface GaugeSource {
  labels: Record<string, string>;
  read: () => Promise<Partial<Record<string, number>> | null>;
}

/**
 * Registers gauges that share one query per scrape. When it fails they report NaN: a stale value would mislead, and a
 * failed scrape would hide every other metric.
 * @param help metric name → help text
 * @param labels tell apart several groups of the same gauges in one registry; all of them have the same label names
 */
export function registerGaugeGroup<Name extends string>(
  registry: Registry,
  help: Record<Name, string>,
  read: () => Promise<Record<Name, number>>,
  labels: Record<string, string> = {},
): void {
  const source = { labels, read: shareConcurrent(() => read().catch(() => null)) };
  const known = gaugeSources.get(registry) ?? new Map<string, GaugeSource[]>();
  gaugeSources.set(registry, known);
  for (const name of Object.keys(help) as Name[]) {
    const sources = known.get(name);
    if (sources) sources.push(source);
    else known.set(name, registerGauge(registry, name, help[name], [source]));
  }
}

function registerGauge(registry: Registry, name: string, help: string, sources: GaugeSource[]): GaugeSource[] {
  new Gauge({
    name,
    help,
    labelNames: Object.keys(sources[0]?.labels ?? {}),
    registers: [registry],
    async collect() {
      await Promise.all(
        sources.map(async ({ labels, read }) => this.set(labels, (await read())?.[name] ?? Number.NaN)),
      );
    },
  });
  return sources;
}

/** Callers that ask while an answer is on its way share it. */
function shareConcurrent<T>(ask: () => Promise<T>): () => Promise<T> {
  let asking: Promise<T> | null = null;
  return () => {
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };
}
