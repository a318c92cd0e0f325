import { setTimeout as delay } from 'node:timers/promises';

export interface BackoffOptions {
  /** Upper bound of the first delay, milliseconds, > 0. */
  baseMs: number;
  /** Upper bound of every delay, milliseconds, ≥ baseMs. */
  capMs: number;
}

/** The backoff of whatever waits for a dependency: brief at first, so that a blip costs little, and never over 15 s. */
export const defaultBackoff: BackoffOptions = { baseMs: 200, capMs: 15_000 };

/**
 * Delay before the next attempt: exponential, capped, full jitter.
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter".
 * @param attempt failed attempts so far, ≥ 1
 * @returns milliseconds in [0, min(capMs, baseMs · 2^(attempt − 1)))
 * @throws RangeError when attempt < 1
 */
export function backoffDelayMs(
  attempt: number,
  { baseMs, capMs }: BackoffOptions = defaultBackoff,
  random = Math.random,
): number {
  if (attempt < 1) throw new RangeError('attempt must be ≥ 1');
  return random() * Math.min(capMs, baseMs * 2 ** Math.min(attempt - 1, 30));
}

/** Waits. Resolves early, without an error, when the signal is aborted. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal ? { signal } : {}).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
  });
}

export interface WaitForOptions {
  /** Gives up after this many milliseconds. */
  timeoutMs: number;
  /** Interval between two attempts, milliseconds. */
  intervalMs?: number;
}

/**
 * Polls until `find` returns a value or the timeout passes. Holds no lock and no connection between attempts.
 * @returns the value, or null after the timeout
 */
export async function waitFor<T>(
  find: () => Promise<T | null>,
  { timeoutMs, intervalMs = 25 }: WaitForOptions,
): Promise<T | null> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await find();
    if (found !== null || performance.now() >= deadline) return found;
    await delay(intervalMs);
  }
}
