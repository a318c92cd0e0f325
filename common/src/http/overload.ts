import { Counter, Gauge, type Registry } from '../metrics/index.ts';
import { HttpError } from './http-error.ts';

/**
 * Requests are shed by priority: `low` (browsing) first, then `normal`, and `high` (requests of users who hold a
 * ticket) last.
 */
export type Priority = 'low' | 'normal' | 'high';

export interface LoadShedder {
  /** @throws HttpError 503 overloaded, before any work is done */
  admit(priority: Priority): void;
  close(): void;
}

export interface LoadShedderOptions {
  metrics: Registry;
  /** The standing delay above which requests of each priority are refused, milliseconds. */
  limitsMs?: Record<Priority, number>;
}

const sampleEveryMs = 20;
/** A burst drains within this interval; whatever remains is a standing queue. */
const intervalMs = 500;
/** Without requests for this long, measuring stops, so that an idle process stays asleep. */
const measureForMs = 2_000;
const defaultLimitsMs: Record<Priority, number> = { low: 300, normal: 500, high: 3_000 };

/**
 * Sheds load while the process has a standing queue of work, which would delay every request. It measures how late
 * timers run, which covers both the process's own work and a processor that others keep busy. The minimum delay of an
 * interval separates a standing queue from a passing burst, whatever the machine's speed. Source: K. Nichols and V.
 * Jacobson, "Controlling Queue Delay", RFC 8289.
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
    help: 'Requests refused because the process is overloaded',
    labelNames: ['priority'],
    registers: [metrics],
  });
  new Gauge({
    name: 'http_server_standing_delay_seconds',
    help: 'Minimum event-loop delay of the last half second',
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

/**
 * Admits every request: for programs that operators need during overload, and for tests, which share their machine with
 * other tests.
 */
export const noLoadShedding: Pick<LoadShedder, 'admit'> = { admit: () => undefined };

const overloaded = () =>
  new HttpError(503, [{ message: 'Too many requests right now; try again in a moment', code: 'overloaded' }], {
    'Retry-After': '2',
  });
