export interface Backoff {
  baseMs: number;
  capMs: number;
}

/**
 * Delay before the next attempt: exponential, capped, full jitter.
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter".
 * @param failedAttempts ≥ 1
 * @param random in [0, 1)
 */
export function backoffMs(failedAttempts: number, { baseMs, capMs }: Backoff, random: number): number {
  if (failedAttempts < 1) throw new RangeError('failedAttempts must be at least 1');
  return Math.floor(random * Math.min(capMs, baseMs * 2 ** (failedAttempts - 1)));
}
