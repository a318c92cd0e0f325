import { pause, retryUntilStopped } from '@ticketing/common/backoff';
import type { Applier } from '@ticketing/common/consuming';
import { isTransient } from '@ticketing/common/errors';
import type { Logger } from '@ticketing/common/log';
import { createPacer } from '@ticketing/common/pacing';

export interface SenderOptions {
  /** Sends all due mails. */
  send: (signal: AbortSignal) => Promise<void>;
  /** Milliseconds until the next mail is due; null when none is. */
  nextDueInMs: () => Promise<number | null>;
  log: Logger;
}

/** The interval between two rounds while the machine is busy: buyers come first, and many mails take few steps. */
const busyIntervalMs = 2_000;
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
  const pacer = createPacer({ maxIntervalMs: busyIntervalMs });
  const round = async () => {
    await pacer.next(signal);
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

export interface DueMails {
  /** Call within a transaction that makes mails due. */
  mark(): void;
  /** Applies events, and wakes the sender once mails are due and their transaction is committed. */
  wakingApplier(applier: Applier, wake: () => void): Applier;
}

/** Watches whether transactions make mails due: most events don't, and the sender need not look then. */
export function watchDueMails(): DueMails {
  let isAnyDue = false;
  let running = 0;
  const watched = async <T>(work: Promise<T>, wake: () => void): Promise<T> => {
    running += 1;
    try {
      return await work;
    } finally {
      running -= 1;
      if (isAnyDue) wake();
      // A transaction that still runs may be the one that has marked them.
      if (running === 0) isAnyDue = false;
    }
  };
  return {
    mark: () => {
      isAnyDue = true;
    },
    wakingApplier: (applier, wake) => ({
      ...applier,
      apply: (event) => watched(applier.apply(event), wake),
      applyAll: (events) => watched(applier.applyAll(events), wake),
      skip: (version) => watched(applier.skip(version), wake),
      releaseParked: (onFailure) => watched(applier.releaseParked(onFailure), wake),
    }),
  };
}
