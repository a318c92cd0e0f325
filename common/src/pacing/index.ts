import { performance } from 'node:perf_hooks';
import { pause } from '../backoff/index.ts';

export interface Pacer {
  /** Waits until the next round may begin; at rest it does not wait. */
  next(): Promise<void>;
}

export interface PacerOptions {
  /** Between the beginnings of two rounds when the process is busy all the time, milliseconds. */
  longestMs?: number;
  /** How busy the process is, from 0 to 1. */
  busyness?: () => number;
}

/** Below this the process has time enough, and a round costs nothing that anybody misses. */
const atRest = 0.5;
const measuredOverMs = 200;

/**
 * Paces a loop that takes whatever has come: the busier the process, the longer it waits for more to come, so that a round
 * with many messages replaces many rounds with one. While it waits it does other work, so nothing is lost by it.
 */
export function createPacer({ longestMs = 50, busyness = busynessOfThisProcess() }: PacerOptions = {}): Pacer {
  let begunAt = Number.NEGATIVE_INFINITY;
  return {
    async next() {
      const share = Math.max(0, busyness() - atRest) / (1 - atRest);
      const waitMs = begunAt + share * longestMs - performance.now();
      if (waitMs >= 1) await pause(waitMs);
      begunAt = performance.now();
    },
  };
}

/** Share of the last moments in which the event loop was at work, or was kept from it by other processes. */
function busynessOfThisProcess(): () => number {
  let last = performance.eventLoopUtilization();
  let lastAt = performance.now();
  let utilization = 0;
  return () => {
    if (performance.now() - lastAt >= measuredOverMs) {
      const current = performance.eventLoopUtilization();
      ({ utilization } = performance.eventLoopUtilization(current, last));
      [last, lastAt] = [current, performance.now()];
    }
    return utilization;
  };
}
