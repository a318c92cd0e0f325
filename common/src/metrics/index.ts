import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

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

/**
 * Registers gauges that share one query per scrape. When it fails they report NaN: a stale value would mislead, and a
 * failed scrape would hide every other metric.
 * @param help metric name → help text
 */
export function registerGaugeGroup<Name extends string>(
  registry: Registry,
  help: Record<Name, string>,
  read: () => Promise<Record<Name, number>>,
): void {
  let reading: Promise<Record<Name, number> | null> | null = null;
  const readOnce = () => {
    reading ??= read()
      .catch(() => null)
      .finally(() => {
        reading = null;
      });
    return reading;
  };
  for (const name of Object.keys(help) as Name[])
    new Gauge({
      name,
      help: help[name],
      registers: [registry],
      async collect() {
        this.set((await readOnce())?.[name] ?? Number.NaN);
      },
    });
}
