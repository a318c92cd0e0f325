import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export { Counter, Gauge, Histogram, Registry };

/**
 * The statistics of the event loop's delay that prom-client adds take a sample every 10 ms, which is most of what an idle process
 * does; at a longer interval they count the interval as delay. So there are none, and their sampling is put off; the delay at
 * the scrape stays.
 */
const statisticsOfDelay = ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'];
const putOffMs = 24 * 60 * 60 * 1000;

/** A registry of a process's own, so that two apps in one test process do not share counters. */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: putOffMs });
  for (const statistic of statisticsOfDelay) registry.removeSingleMetric(`nodejs_eventloop_lag_${statistic}_seconds`);
  return registry;
}

/**
 * Gauges that one question answers, asked at each scrape. While there is no answer they say NaN: an old value would be a
 * lie, and a scrape that fails would hide everything else.
 * @param help name of each gauge → what it says
 */
export function gaugesReadTogether<Name extends string>(
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
