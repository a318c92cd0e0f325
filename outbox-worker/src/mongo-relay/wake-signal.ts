import { pause } from '@ticketing/common/backoff';
import type { Logger } from '@ticketing/common/log';
import { type Connection, outboxOf } from '@ticketing/common/mongo';

export interface WakeSignal {
  /** Resolves at the next new row, immediately if one may have arrived since the last wait, or after the timeout. */
  wait(timeoutMs: number): Promise<void>;
  /** Stops listening until the next wait: a busy relay needs no signal. */
  stopListening(): void;
  close(): Promise<void>;
}

const reopenAfterMs = 1_000;

/**
 * Creates a signal of new rows, by a change stream of the log, because most changes of the queue are the relay's own.
 * It is only a hint: a broken stream is reopened from now on, and the relay polls anyway. An open stream costs MongoDB
 * more than the relay's deletes, each of which wakes it; so it is open only while the relay is idle between batches.
 */
export function createWakeSignal(connection: Connection, log: Logger): WakeSignal {
  const closing = new AbortController();
  const { log: written } = outboxOf(connection);
  const pipeline = [{ $match: { operationType: { $in: ['insert', 'replace'] } } }, { $project: { _id: 1 } }];
  let isSignalled = false;
  let wake: () => void = () => undefined;
  const signal = () => {
    isSignalled = true;
    wake();
  };

  const startListening = () => {
    const ending = new AbortController();
    const open = () => written.collection.watch(pipeline, { maxAwaitTimeMS: 1_000 });
    let stream = open();
    const listen = async () => {
      for (;;) {
        try {
          await stream.tryNext();
          signal(); // rows written before it was open
          for await (const _ of stream) signal();
        } catch (err) {
          if (!ending.signal.aborted) log.warn({ err, reopenAfterMs }, 'change stream ended; reopening');
        }
        await pause(reopenAfterMs, ending.signal);
        if (ending.signal.aborted) return;
        stream = open();
      }
    };
    const ended = listen();
    return {
      async end() {
        ending.abort();
        await stream.close();
        await ended;
      },
    };
  };
  let listener: ReturnType<typeof startListening> | null = null;
  const pendingEnds = new Set<Promise<void>>();
  const stopListening = () => {
    const ending = listener?.end().catch((err: unknown) => log.warn({ err }, 'change stream not closed'));
    listener = null;
    if (ending) pendingEnds.add(ending.finally(() => pendingEnds.delete(ending)));
  };

  return {
    async wait(timeoutMs) {
      if (!closing.signal.aborted) listener ??= startListening();
      const timeout = new AbortController();
      const signalled = new Promise<void>((resolve) => {
        wake = resolve;
        if (isSignalled) resolve();
      });
      await Promise.race([signalled, pause(timeoutMs, AbortSignal.any([closing.signal, timeout.signal]))]);
      timeout.abort();
      isSignalled = false;
    },
    stopListening,
    async close() {
      closing.abort();
      stopListening();
      await Promise.all(pendingEnds);
    },
  };
}
