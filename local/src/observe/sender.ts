import type { Logger } from '@ticketing/common/log';
import { runPeriodically } from '@ticketing/common/periodic';

export interface SenderOptions<Item> {
  name: string;
  /** @throws when the receiver does not take them; they are sent again */
  send: (items: readonly Item[]) => Promise<void>;
  everyMs?: number;
  /** More are not kept while the receiver is away: the oldest are dropped. */
  maxWaiting?: number;
  /** The maximum number per call. */
  batchSize?: number;
  log: Logger;
}

export interface Sender<Item> {
  add(items: readonly Item[]): void;
  /** Sends what is waiting, once, and stops. */
  stop(): Promise<void>;
}

/** Sends items in batches and in order, and again after a failure. */
export function createSender<Item>(options: SenderOptions<Item>): Sender<Item> {
  const { name, send, everyMs = 500, maxWaiting = 50_000, batchSize = 2_000, log } = options;
  let waiting: Item[] = [];
  let dropped = 0;
  const flush = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchSize);
      const droppedBefore = dropped;
      await send(batch);
      // Of this batch, some may have been dropped meanwhile.
      waiting = waiting.slice(Math.max(0, batch.length - (dropped - droppedBefore)));
    }
  };
  const stopFlushing = runPeriodically({ name, everyMs, log }, flush);
  return {
    add(items) {
      waiting = waiting.concat(items);
      const excess = waiting.length - maxWaiting;
      if (excess <= 0) return;
      waiting = waiting.slice(excess);
      dropped += excess;
      log.warn({ excess }, `${name}: too many are waiting; the oldest were dropped`);
    },
    async stop() {
      await stopFlushing();
      await flush().catch(() => undefined);
    },
  };
}
