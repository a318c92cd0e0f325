import { Counter, Gauge, type Registry } from '../metrics/index.ts';
import { HttpError } from './http-error.ts';

/**
 * Who is turned away first when there is more work than the process can do: `low`, browsing; `normal`; and `high`, what
 * people do who already hold a ticket, last.
 */
export type Priority = 'low' | 'normal' | 'high';

export interface LoadShedder {
  /** @throws HttpError 503 overloaded, before any work */
  admit(priority: Priority): void;
  close(): void;
}

export interface LoadShedderOptions {
  metrics: Registry;
  /** The standing delay from which requests of a priority are refused, milliseconds. */
  limitsMs?: Record<Priority, number>;
}

const sampleEveryMs = 20;
/** A burst passes within this; what does not is a standing queue. */
const intervalMs = 500;
/** Without a request for this long nothing is measured: an idle process stays asleep. */
const measureForMs = 2_000;
const defaultLimitsMs: Record<Priority, number> = { low: 300, normal: 500, high: 3_000 };

/**
 * Refuses requests while the process has a standing queue of work: they would wait, and make everybody behind them wait, too.
 * The measure is how late timers run, which counts both our own work and a processor that others keep busy. It is the
 * smallest delay of an interval that tells a queue that stands from a burst that passes, whatever the machine's speed.
 * Source: K. Nichols and V. Jacobson, "Controlling Queue Delay", RFC 8289.
 */
export function createLoadShedder({ metrics, limitsMs = defaultLimitsMs }: LoadShedderOptions): LoadShedder {
  let standingMs = 0;
  let smallestMs = Number.POSITIVE_INFINITY;
  let [dueAt, intervalEndsAt, measureUntil] = [0, 0, 0];
  let timer: NodeJS.Timeout | null = null;
  const stop = () => {
    clearInterval(timer ?? undefined);
    timer = null;
    standingMs = 0;
  };
  const startInterval = (now: number) => {
    smallestMs = Number.POSITIVE_INFINITY;
    intervalEndsAt = now + intervalMs;
  };
  const sample = () => {
    const now = performance.now();
    smallestMs = Math.min(smallestMs, Math.max(0, now - dueAt));
    dueAt = now + sampleEveryMs;
    if (now < intervalEndsAt) return;
    standingMs = smallestMs;
    startInterval(now);
    if (now > measureUntil) stop();
  };
  const measure = () => {
    const now = performance.now();
    measureUntil = now + measureForMs;
    if (timer) return;
    startInterval(now);
    dueAt = now + sampleEveryMs;
    timer = setInterval(sample, sampleEveryMs).unref();
  };
  const refused = new Counter({
    name: 'http_server_requests_shed_total',
    help: 'Requests refused because the process has more work than it can do',
    labelNames: ['priority'],
    registers: [metrics],
  });
  new Gauge({
    name: 'http_server_standing_delay_seconds',
    help: 'Smallest delay of the work of the last half second',
    registers: [metrics],
    collect() {
      this.set(standingMs / 1000);
    },
  });
  return {
    admit(priority) {
      measure();
      if (standingMs < limitsMs[priority]) return;
      refused.inc({ priority });
      throw overloaded();
    },
    close: stop,
  };
}

/** For programs that are needed most under overload, and for tests, whose machine is busy with other tests. */
export const admitsEverybody: Pick<LoadShedder, 'admit'> = { admit: () => undefined };

const overloaded = () =>
  new HttpError(503, [{ message: 'Too many people at once; try again in a moment', code: 'overloaded' }], {
    'Retry-After': '2',
  });
