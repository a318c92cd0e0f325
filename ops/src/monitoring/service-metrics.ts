import type { Logger } from '@ticketing/common/log';

/** Metrics reported by a service or relay; absent where it has no such metric. */
export interface ServiceMetrics {
  name: string;
  /** Whether it responded. */
  isThere: boolean;
  parkedEvents?: number;
  parkedOldestAgeSeconds?: number;
  outboxPending?: number;
  outboxOldestAgeSeconds?: number;
  slotLagBytes?: number;
}

const sum = (a: number, b: number) => a + b;
/** Each metric, and what combines the outboxes of one program. */
const metricOf = {
  parkedEvents: ['consumer_parked_events', sum],
  parkedOldestAgeSeconds: ['consumer_parked_oldest_age_seconds', Math.max],
  outboxPending: ['outbox_pending_events', sum],
  outboxOldestAgeSeconds: ['outbox_oldest_pending_age_seconds', Math.max],
  slotLagBytes: ['outbox_slot_lag_bytes', Math.max],
} as const satisfies Partial<Record<keyof ServiceMetrics, [string, (a: number, b: number) => number]>>;

const timeoutMs = 2_000;

/** Reads metrics of parked events and outboxes, which are in the services' databases. */
export const readServiceMetrics = (
  sources: readonly { name: string; url: string }[],
  log: Logger,
): Promise<ServiceMetrics[]> =>
  Promise.all(
    sources.map(async ({ name, url }) => {
      try {
        const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
        return answer.ok ? { name, isThere: true, ...valuesIn(await answer.text()) } : { name, isThere: false };
      } catch (err) {
        log.warn({ err, source: name }, 'metrics not read');
        return { name, isThere: false };
      }
    }),
  );

/** Parses the known metrics. Source: the Prometheus text format, "Text format details". */
export function valuesIn(text: string): Omit<ServiceMetrics, 'name' | 'isThere'> {
  const samples = new Map<string, number[]>();
  for (const line of text.split('\n')) {
    const [, metric, value] = /^([a-zA-Z_:][\w:]*)(?:\{.*\})? (\S+)/.exec(line) ?? [];
    if (metric !== undefined && Number.isFinite(Number(value)))
      samples.set(metric, [...(samples.get(metric) ?? []), Number(value)]);
  }
  return Object.fromEntries(
    Object.entries(metricOf).flatMap(([name, [metric, combine]]) => {
      const values = samples.get(metric);
      return values ? [[name, values.reduce((a, b) => combine(a, b))]] : [];
    }),
  );
}
