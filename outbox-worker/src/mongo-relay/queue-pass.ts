import type { PendingRow, QueuePosition } from '@ticketing/common/mongo';
import type { QueueReader } from './queue-reader.ts';

export interface QueuePassOptions {
  readPending: QueueReader['readPending'];
  /** Maximum number of rows per batch. */
  batchSize: number;
  /** Blocked aggregates, which the pass skips. */
  blocked: Iterable<string>;
  /** Rows that are published or dead but not yet removed from the queue. Rows processed later are behind the reader. */
  processed: readonly PendingRow[];
}

export interface Batch {
  rows: PendingRow[];
  /** Whether this is the last batch of the queue. */
  isLast: boolean;
}

/**
 * Creates a pass through the queue from beginning to end. It visits every aggregate once, whatever the timestamps of
 * its rows; the next pass reads rows inserted behind the reader. It reads the next batch while one is being published.
 */
export function createQueuePass({ readPending, batchSize, blocked, processed }: QueuePassOptions) {
  // Skipped for the whole pass even if their backoff ends earlier: the pass may already be past their first rows.
  const excludedIds = new Set(blocked);
  const processedIds = new Set(processed.map(({ _id }) => _id));
  let end: QueuePosition | null = null;
  let prefetched: Promise<Batch & { end: QueuePosition | null }> | null = null;

  const read = async (after: QueuePosition | null) => {
    const rows = await readPending({ limit: batchSize, after, blocked: excludedIds });
    return {
      rows: rows.filter(({ _id }) => !processedIds.has(_id)),
      isLast: rows.length < batchSize,
      end: positionOf(rows.at(-1)) ?? after,
    };
  };

  return {
    async next(): Promise<Batch> {
      const batch = await (prefetched ?? read(end));
      end = batch.end;
      prefetched = batch.isLast ? null : read(end);
      prefetched?.catch(() => undefined); // the caller of next() handles it
      return batch;
    },

    /** Excludes aggregates whose rows in the last batch are blocked. */
    exclude(aggregateIds: Iterable<string>): void {
      for (const aggregateId of aggregateIds) excludedIds.add(aggregateId);
      prefetched = null;
    },

    excludedCount: (): number => excludedIds.size,
  };
}

const positionOf = (row: PendingRow | undefined): QueuePosition | undefined =>
  row && { aggregateId: row.aggregateId, sequence: row.sequence };

export type QueuePass = ReturnType<typeof createQueuePass>;
