import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { pause } from '../backoff/index.ts';

export { limitConcurrency } from './limit-concurrency.ts';
export { createStandingDelay, type StandingDelay } from './standing-delay.ts';

export interface Pacer {
  /** Waits until the next round may start, or the signal is aborted. The first round need not wait. */
  next(signal?: AbortSignal): Promise<void>;
  /** The interval between the starts of two rounds at the current load, milliseconds. */
  intervalMs(): number;
}

export interface PacerOptions {
  /** Interval between the starts of two rounds at low load, milliseconds; 0 by default. */
  minIntervalMs?: number;
  /** Interval between the starts of two rounds at full load, milliseconds. */
  maxIntervalMs?: number;
  /** Returns the utilization, in [0, 1]. */
  utilization?: () => number;
}

/** Up to this utilization there is spare time, and rounds are not delayed. */
const lowUtilization = 0.75;
const measuredOverMs = 500;

/**
 * Paces a polling loop: the busier the machine, the longer the interval, so that one round with many messages replaces
 * many rounds with one. Others use the processor meanwhile, so no capacity is lost.
 */
export function createPacer(options: PacerOptions = {}): Pacer {
  const { minIntervalMs = 0, maxIntervalMs = 250, utilization = utilizationHere } = options;
  let startedAt = Number.NEGATIVE_INFINITY;
  const intervalMs = () => {
    const share = Math.max(0, utilization() - lowUtilization) / (1 - lowUtilization);
    return Math.max(minIntervalMs, share * maxIntervalMs);
  };
  return {
    intervalMs,
    async next(signal) {
      const waitMs = startedAt + intervalMs() - performance.now();
      if (waitMs >= 1) await pause(waitMs, signal);
      startedAt = performance.now();
    },
  };
}

/** Caches a measurement, which covers the time since the previous one. */
function measuredRegularly(measure: () => number): () => number {
  let measuredAt = performance.now();
  let recent = 0;
  return () => {
    if (performance.now() - measuredAt >= measuredOverMs) {
      recent = measure();
      measuredAt = performance.now();
    }
    return recent;
  };
}

function eventLoopUtilization(): () => number {
  let last = performance.eventLoopUtilization();
  return () => {
    const current = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(current, last);
    last = current;
    return utilization;
  };
}

/** The share of time in which the machine's processors were busy: a process with little work also slows the others. */
function processorUtilization(): () => number {
  const total = () =>
    cpus().reduce(
      (sum, { times: { idle, ...busy } }) => ({
        idle: sum.idle + idle,
        busy: sum.busy + Object.values(busy).reduce((one, other) => one + other, 0),
      }),
      { idle: 0, busy: 0 },
    );
  let last = total();
  return () => {
    const current = total();
    const busy = current.busy - last.busy;
    const all = busy + current.idle - last.idle;
    last = current;
    return all > 0 ? busy / all : 0;
  };
}

const [ofProcess, ofMachine] = [eventLoopUtilization(), processorUtilization()];
/** The utilization of this process or its machine, whichever is higher. One measurement serves all pacers. */
const utilizationHere = measuredRegularly(() => Math.max(ofProcess(), ofMachine()));
