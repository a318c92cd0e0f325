import { backoffDelayMs, pause } from '../backoff/index.ts';
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
  const loop = async () => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        await work();
        failures = 0;
      } catch (err) {
        failures += 1;
        log[isTransient(err) ? 'warn' : 'error']({ err, job: name, failures }, 'periodic job failed; will retry');
      }
      await pause(failures === 0 ? everyMs : everyMs + backoffDelayMs(failures), stopping.signal);
    }
  };
  const done = loop();
  return async () => {
    stopping.abort();
    await done;
  };
}
