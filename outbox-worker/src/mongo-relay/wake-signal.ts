import { pause } from '@ticketing/common/backoff';
import type { Logger } from '@ticketing/common/log';
import { type Connection, outboxModel } from '@ticketing/common/mongo';

export interface WakeSignal {
  /** Resolves at the next new row, at once if one came since the last wait, or when the time is over. */
  wait(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

const reopenAfterMs = 1_000;

/**
 * Tells the relay that a row may be there, by a change stream. Only a hint: a stream that breaks, or whose history is
 * lost, is opened again from now on, and the relay looks by itself anyway.
 */
export function createWakeSignal(connection: Connection, log: Logger): WakeSignal {
  const closing = new AbortController();
  let isRung = false;
  let wake: () => void = () => undefined;
  const ring = () => {
    isRung = true;
    wake();
  };
  let stream: ReturnType<typeof open> | undefined;
  const open = () =>
    outboxModel(connection).collection.watch([{ $match: { operationType: 'insert' } }, { $project: { _id: 1 } }], {
      maxAwaitTimeMS: 1_000,
    });

  const listen = async () => {
    while (!closing.signal.aborted) {
      try {
        stream = open();
        for await (const _ of stream) ring();
      } catch (err) {
        if (!closing.signal.aborted) log.warn({ err, reopenAfterMs }, 'change stream ended; opening it again');
      }
      await pause(reopenAfterMs, closing.signal);
    }
  };
  const listening = listen();

  return {
    async wait(timeoutMs) {
      const late = new AbortController();
      const rung = new Promise<void>((resolve) => {
        wake = resolve;
        if (isRung) resolve();
      });
      await Promise.race([rung, pause(timeoutMs, AbortSignal.any([closing.signal, late.signal]))]);
      late.abort();
      isRung = false;
    },
    async close() {
      closing.abort();
      await stream?.close();
      await listening;
    },
  };
}
