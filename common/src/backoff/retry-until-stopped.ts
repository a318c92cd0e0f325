import { type BackoffOptions, backoffDelayMs, defaultBackoff, pause } from './backoff.ts';

export interface FailedAttempt {
  /** Failed attempts since the last success, ≥ 1. */
  failures: number;
  /** Pause before the next attempt, milliseconds. */
  retryInMs: number;
}

export interface RetryOptions {
  /** Stops retrying; the running attempt is not interrupted. */
  signal?: AbortSignal;
  /**
   * Called after each failed attempt, before the pause: logs the failure. If it throws, retrying ends with that error:
   * the way to give up.
   */
  onFailure: (error: unknown, failed: FailedAttempt) => void | Promise<void>;
  backoff?: BackoffOptions;
  /** Added to every pause, milliseconds. */
  extraMs?: number;
}

/**
 * Runs work until it succeeds or is stopped, with a backoff between two attempts. The only retry loop: whatever must
 * not end while a dependency is unavailable runs in it.
 * @param work one attempt. Long-lived work, such as a connection, calls `working` when it works; if it fails later,
 * failures are counted from 1 again
 * @returns the result of the successful attempt; undefined when stopped before
 */
export async function retryUntilStopped<T>(
  work: (working: () => void) => Promise<T>,
  options: RetryOptions & { signal: AbortSignal },
): Promise<T | undefined>;
export async function retryUntilStopped<T>(
  work: (working: () => void) => Promise<T>,
  options: RetryOptions,
): Promise<T>;
export async function retryUntilStopped<T>(
  work: (working: () => void) => Promise<T>,
  { signal, onFailure, backoff = defaultBackoff, extraMs = 0 }: RetryOptions,
): Promise<T | undefined> {
  let failures = 0;
  const working = () => {
    failures = 0;
  };
  while (!signal?.aborted) {
    try {
      return await work(working);
    } catch (error) {
      failures += 1;
      const retryInMs = Math.round(extraMs + backoffDelayMs(failures, backoff));
      await onFailure(error, { failures, retryInMs });
      await pause(retryInMs, signal);
    }
  }
  return undefined;
}
