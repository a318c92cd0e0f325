export interface StandingDelay {
  record(delayMs: number): void;
  /** The standing delay, milliseconds; 0 without recent delays. */
  currentMs(): number;
}

export interface StandingDelayOptions {
  intervalMs: number;
  /**
   * Which delay of an interval counts, in [0, 1]. The minimum (0) fits a queue that is first in, first out; where work
   * shares a processor, some of it passes quickly at any load, and the median (0.5) fits.
   */
  quantile?: number;
  /** An interval with fewer delays says nothing about a queue. */
  minSamples?: number;
  /** The clock, milliseconds. */
  now?: () => number;
}

/** More delays of one interval would not change its quantiles noticeably. */
const maxSamples = 1_000;

/**
 * Measures the delay that a standing queue causes, from the delays of an interval. A burst drains within the interval,
 * so it has no effect; whatever remains is a queue that every newcomer waits in. Source: K. Nichols and V. Jacobson,
 * "Controlling Queue Delay", RFC 8289.
 */
export function createStandingDelay(options: StandingDelayOptions): StandingDelay {
  const { intervalMs, quantile = 0, minSamples = 1, now = () => performance.now() } = options;
  let previousMs = 0;
  let samples: number[] = [];
  let endsAt = now() + intervalMs;
  const advance = () => {
    const at = now();
    if (at < endsAt) return;
    const isRecent = at < endsAt + intervalMs;
    previousMs = isRecent && samples.length >= minSamples ? quantileOf(samples, quantile) : 0;
    samples = [];
    endsAt = at + intervalMs;
  };
  return {
    record(delayMs) {
      advance();
      if (samples.length < maxSamples) samples.push(Math.max(0, delayMs));
    },
    currentMs() {
      advance();
      return previousMs;
    },
  };
}

const quantileOf = (values: readonly number[], quantile: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * quantile))] ?? 0;
