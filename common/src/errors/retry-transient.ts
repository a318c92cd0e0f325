import { pause } from '../backoff/index.ts';
import { isTransient } from './transient-error.ts';

export interface RetryTransientOptions {
  /** For how long a dependency that is away is waited for, milliseconds. */
  forMs: number;
  intervalMs?: number;
}

/**
 * Does the work again while a dependency is away; for programs that do one thing and end.
 * @param work is idempotent
 * @throws its error when that is not transient, or the time is over
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
