export interface StandingDelay {
  record(delayMs: number): void;
  /** The standing delay, milliseconds; 0 without recent delays. */
  currentMs(): number;
}

/**
 * Measures the delay that a standing queue causes: the minimum of an interval. A burst drains within the interval, so it
 * has no effect; whatever remains is a queue that every newcomer waits in. Source: K. Nichols and V. Jacobson,
 * "Controlling Queue Delay", RFC 8289.
 */
export function createStandingDelay(intervalMs: number, now = () => performance.now()): StandingDelay {
  let previousMs = 0;
  let smallestMs = Number.POSITIVE_INFINITY;
  let endsAt = now() + intervalMs;
  const advance = () => {
    const at = now();
    if (at < endsAt) return;
    const isRecent = at < endsAt + intervalMs;
    previousMs = isRecent && Number.isFinite(smallestMs) ? smallestMs : 0;
    smallestMs = Number.POSITIVE_INFINITY;
    endsAt = at + intervalMs;
  };
  return {
    record(delayMs) {
      advance();
      smallestMs = Math.min(smallestMs, Math.max(0, delayMs));
    },
    currentMs() {
      advance();
      return previousMs;
    },
  };
}
