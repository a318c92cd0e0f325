import { performance } from 'node:perf_hooks';
import { pause } from '../backoff/index.ts';

export interface Pacer {
  /** Waits until the next round may start; does not wait at low load. */
  next(): Promise<void>;
}

export interface PacerOptions {
  /** Interval between the starts of two rounds at full load, milliseconds. */
  maxIntervalMs?: number;
  /** Returns the utilization of the process, in [0, 1]. */
  utilization?: () => number;
}

/** Below this utilization, the process has spare time and rounds are not delayed. */
const lowUtilization = 0.5;
const measuredOverMs = 200;

/**
 * Paces a polling loop: the busier the process, the longer the wait, so that one round with many messages replaces many
 * rounds with one. The process does other work meanwhile, so no capacity is lost.
 */
export function createPacer({ maxIntervalMs = 50, utilization = measureUtilization() }: PacerOptions = {}): Pacer {
  let startedAt = Number.NEGATIVE_INFINITY;
  return {
    async next() {
      const share = Math.max(0, utilization() - lowUtilization) / (1 - lowUtilization);
      const waitMs = startedAt + share * maxIntervalMs - performance.now();
      if (waitMs >= 1) await pause(waitMs);
      startedAt = performance.now();
    },
  };
}

/** Measures the event loop's recent utilization, including time taken by other processes. */
function measureUtilization(): () => number {
  let last = performance.eventLoopUtilization();
  let lastAt = performance.now();
  let recent = 0;
  return () => {
    if (performance.now() - lastAt >= measuredOverMs) {
      const current = performance.eventLoopUtilization();
      ({ utilization: recent } = performance.eventLoopUtilization(current, last));
      [last, lastAt] = [current, performance.now()];
    }
    return recent;
  };
}
