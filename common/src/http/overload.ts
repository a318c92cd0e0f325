import { Counter, Gauge, type Registry } from '../metrics/index.ts';
import { createStandingDelay } from '../pacing/index.ts';
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
  /**
   * Returns the standing delay of the work that requests cause in other services, milliseconds. Above the limit,
   * requests of normal priority are refused until the others have caught up: reads cause no such work, and users who
   * hold a ticket wait.
   */
  backlogMs?: () => number;
  backlogLimitMs?: number;
}

const sampleEveryMs = 20;
const intervalMs = 500;
/** Without requests for this long, measuring stops, so that an idle process stays asleep. */
const measureForMs = 2_000;
const defaultLimitsMs: Record<Priority, number> = { low: 300, normal: 500, high: 3_000 };
const defaultBacklogLimitMs = 1_000;

/**
 * Sheds load while the process has a standing queue of work, which would delay every request. It measures how late
 * timers run, which covers both the process's own work and a processor that others keep busy, whatever the machine's
 * speed.
 */
export function createLoadShedder({
  metrics,
  limitsMs = defaultLimitsMs,
  backlogMs = () => 0,
  backlogLimitMs = defaultBacklogLimitMs,
}: LoadShedderOptions): LoadShedder {
  const delay = createStandingDelay({ intervalMs });
  let [dueAt, measureUntil] = [0, 0];
  let timer: NodeJS.Timeout | null = null;
  const stop = () => {
    clearInterval(timer ?? undefined);
    timer = null;
  };
  const sample = () => {
    const now = performance.now();
    delay.record(now - dueAt);
    dueAt = now + sampleEveryMs;
    if (now > measureUntil) stop();
  };
  const measure = () => {
    const now = performance.now();
    measureUntil = now + measureForMs;
    if (timer) return;
    dueAt = now + sampleEveryMs;
    timer = setInterval(sample, sampleEveryMs).unref();
  };
  const refused = new Counter({
    name: 'http_server_requests_shed_total',
    help: 'Requests refused because of overload',
    labelNames: ['priority'],
    registers: [metrics],
  });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [metrics],
      collect() {
        this.set(read() / 1000);
      },
    });
  gauge('http_server_standing_delay_seconds', 'Minimum event-loop delay of the last half second', delay.currentMs);
  gauge(
    'http_server_backlog_delay_seconds',
    'Standing delay of the work that requests cause in other services',
    backlogMs,
  );
  return {
    admit(priority) {
      measure();
      const isBehind = priority === 'normal' && backlogMs() >= backlogLimitMs;
      if (delay.currentMs() < limitsMs[priority] && !isBehind) return;
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
