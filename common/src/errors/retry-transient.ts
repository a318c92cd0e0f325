import { retryUntilStopped } from '../backoff/index.ts';
import { isTransient } from './transient-error.ts';

export interface RetryTransientOptions {
  /** How long to retry while a dependency is unavailable, milliseconds. */
  forMs: number;
  /** Upper bound of the pause between two attempts, milliseconds. */
  intervalMs?: number;
}

/**
 * Retries work while a dependency is unavailable; for one-shot programs.
 * @param work must be idempotent
 * @throws the last error, when it is not transient or the time is up
 */
export function retryTransient<T>(
  work: () => Promise<T>,
  { forMs, intervalMs = 1_000 }: RetryTransientOptions,
): Promise<T> {
  const deadline = performance.now() + forMs;
  return retryUntilStopped(work, {
    backoff: { baseMs: intervalMs, capMs: intervalMs },
    onFailure(error) {
      if (!isTransient(error) || performance.now() >= deadline) throw error;
    },
  });
}
