import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export { Counter, Gauge, Histogram, Registry };

/** Each sample wakes the process, also when it has nothing to do: at prom-client's own 10 ms that is most of an idle process's work. */
const eventLoopSampleMs = 100;

/** A registry of a process's own, so that two apps in one test process do not share counters. */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: eventLoopSampleMs });
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
