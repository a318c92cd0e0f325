import { pause, retryUntilStopped } from '../backoff/index.ts';
import { isTransient } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';

export interface PeriodicOptions {
  name: string;
  /** Pause between the end of one run and the start of the next, milliseconds. */
  everyMs: number;
  log: Logger;
}

/**
 * Runs work periodically until stopped. A failed run is logged and retried with backoff, without limit.
 * @returns a function that stops the loop and waits for the current run
 */
export function runPeriodically(
  { name, everyMs, log }: PeriodicOptions,
  work: () => Promise<unknown>,
): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const onFailure = (err: unknown, { failures }: { failures: number }) =>
    log[isTransient(err) ? 'warn' : 'error']({ err, job: name, failures }, 'periodic job failed; will retry');
  const loop = async () => {
    while (!signal.aborted) {
      await retryUntilStopped(work, { signal, onFailure, extraMs: everyMs });
      await pause(everyMs, signal);
    }
  };
  const done = loop();
  return async () => {
    stopping.abort();
    await done;
  };
}
