import { pause } from '../backoff/backoff.ts';
import { isTransient } from './transient-error.ts';

export interface RetryTransientOptions {
  /** How long to retry while a dependency is unavailable, milliseconds. */
  forMs: number;
  intervalMs?: number;
}

/**
 * Retries work while a dependency is unavailable; for one-shot programs.
 * @param work must be idempotent
 * @throws the last error, when it is not transient or the time is up
 */
export async function retryTransient<T>(
  work: () => Promise<T>,
  { forMs, intervalMs = 1_000 }: RetryTransientOptions,
): Promise<T> {
  for (const deadline = performance.now() + forMs; ; ) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || performance.now() >= deadline) throw error;
    }
    await pause(intervalMs);
  }
}
