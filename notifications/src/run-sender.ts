import { pause, retryUntilStopped } from '@ticketing/common/backoff';
import type { Applier } from '@ticketing/common/consuming';
import { isTransient } from '@ticketing/common/errors';
import type { Logger } from '@ticketing/common/log';

export interface SenderOptions {
  /** Sends all due mails. */
  send: (signal: AbortSignal) => Promise<void>;
  /** Milliseconds until the next mail is due; null when none is. */
  nextDueInMs: () => Promise<number | null>;
  log: Logger;
}

/** Mails that another replica wrote, and has not sent, are found after this time at the latest. */
const maxSleepMs = 30_000;

export interface Sender {
  /** Call after mails were written. */
  wake(): void;
  stop(): Promise<void>;
}

/** Sends mails until stopped. Sleeps until it is woken or a mail is due again; a mail server that is away is retried forever. */
export function runSender({ send, nextDueInMs, log }: SenderOptions): Sender {
  const stopping = new AbortController();
  const { signal } = stopping;
  let sleep = new AbortController();
  const onFailure = (err: unknown, { failures, retryInMs }: { failures: number; retryInMs: number }) =>
    log[isTransient(err) ? 'warn' : 'error']({ err, failures, retryInMs }, 'mails not sent; will retry');
  const round = async () => {
    await send(signal);
    return (await nextDueInMs()) ?? maxSleepMs;
  };
  const loop = async () => {
    while (!signal.aborted) {
      // Woken while it works, it does not sleep.
      sleep = new AbortController();
      const sleepMs = await retryUntilStopped(round, { signal, onFailure });
      if (!signal.aborted) await pause(Math.min(sleepMs ?? 0, maxSleepMs), sleep.signal);
    }
  };
  const done = loop();
  const wake = () => sleep.abort();
  return {
    wake,
    async stop() {
      stopping.abort();
      wake();
      await done;
    },
  };
}

/** Wakes the sender when events have been applied: their transaction is committed then. */
export const wakingApplier = (applier: Applier, wake: () => void): Applier => {
  const thenWake = <T>(result: T): T => {
    wake();
    return result;
  };
  return {
    ...applier,
    apply: async (event) => thenWake(await applier.apply(event)),
    applyAll: async (events) => thenWake(await applier.applyAll(events)),
    skip: async (version) => thenWake(await applier.skip(version)),
  };
};
