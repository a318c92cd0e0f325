import { pause } from '@ticketing/common/backoff';
import type { Logger } from '@ticketing/common/log';
import { type Connection, outboxOf } from '@ticketing/common/mongo';

export interface WakeSignal {
  /** Resolves at the next new row, at once if one may have come since the last wait, or when the time is over. */
  wait(timeoutMs: number): Promise<void>;
  /** Listens no more until the next wait: whoever is at work anyway need not be told. */
  rest(): void;
  close(): Promise<void>;
}

const reopenAfterMs = 1_000;

/**
 * Tells the relay that a row may be there, by a change stream of the log: most changes of the queue are the relay's own.
 * Only a hint: a stream that breaks, or whose history is lost, is opened again from now on, and the relay looks by itself
 * anyway. A stream costs MongoDB more than the relay's deletes, as these wake it one by one; so it is open between batches
 * only while the relay keeps up.
 */
export function createWakeSignal(connection: Connection, log: Logger): WakeSignal {
  const closing = new AbortController();
  const { log: written } = outboxOf(connection);
  const pipeline = [{ $match: { operationType: { $in: ['insert', 'replace'] } } }, { $project: { _id: 1 } }];
  let isRung = false;
  let wake: () => void = () => undefined;
  const ring = () => {
    isRung = true;
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
          ring(); // what came before it was open
          for await (const _ of stream) ring();
        } catch (err) {
          if (!ending.signal.aborted) log.warn({ err, reopenAfterMs }, 'change stream ended; opening it again');
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
  const endings = new Set<Promise<void>>();
  const rest = () => {
    const ending = listener?.end().catch((err: unknown) => log.warn({ err }, 'change stream not closed'));
    listener = null;
    if (ending) endings.add(ending.finally(() => endings.delete(ending)));
  };

  return {
    async wait(timeoutMs) {
      if (!closing.signal.aborted) listener ??= startListening();
      const late = new AbortController();
      const rung = new Promise<void>((resolve) => {
        wake = resolve;
        if (isRung) resolve();
      });
      await Promise.race([rung, pause(timeoutMs, AbortSignal.any([closing.signal, late.signal]))]);
      late.abort();
      isRung = false;
    },
    rest,
    async close() {
      closing.abort();
      rest();
      await Promise.all(endings);
    },
  };
}
