import type { PendingRow, PlaceInQueue } from '@ticketing/common/mongo';
import type { QueueReader } from './queue-reader.ts';

export interface QueuePassOptions {
  readPending: QueueReader['readPending'];
  /** Rows of one batch at most. */
  batchSize: number;
  /** Aggregates that have to wait. */
  heldBack: Iterable<string>;
  /** Rows that are published or dead, and still in the queue for a moment. Later ones are behind the reader. */
  finished: readonly PendingRow[];
}

export interface Batch {
  rows: PendingRow[];
  /** Whether the queue ends here. */
  isLast: boolean;
}

/**
 * One way through the queue, from its beginning to its end. Every aggregate has its turn once, whatever the clock says of
 * its rows; what comes in behind the reader is met by the next pass. While a batch is published the next one is read.
 */
export function createQueuePass({ readPending, batchSize, heldBack, finished }: QueuePassOptions) {
  // For the whole pass, although their time may be over before its end: it has passed their first rows by.
  const leftOut = new Set(heldBack);
  const known = new Set(finished.map(({ _id }) => _id));
  let end: PlaceInQueue | null = null;
  let ahead: Promise<Batch & { end: PlaceInQueue | null }> | null = null;

  const read = async (after: PlaceInQueue | null) => {
    const rows = await readPending({ limit: batchSize, after, heldBack: leftOut });
    return {
      rows: rows.filter(({ _id }) => !known.has(_id)),
      isLast: rows.length < batchSize,
      end: placeOf(rows.at(-1)) ?? after,
    };
  };

  return {
    async next(): Promise<Batch> {
      const batch = await (ahead ?? read(end));
      end = batch.end;
      ahead = batch.isLast ? null : read(end);
      ahead?.catch(() => undefined); // whoever takes it sees it
      return batch;
    },

    /** Passes aggregates by whose rows in the last batch have to wait. */
    leaveOut(aggregateIds: Iterable<string>): void {
      for (const aggregateId of aggregateIds) leftOut.add(aggregateId);
      ahead = null;
    },

    leftOut: (): number => leftOut.size,
  };
}

const placeOf = (row: PendingRow | undefined): PlaceInQueue | undefined =>
  row && { aggregateId: row.aggregateId, sequence: row.sequence };

export type QueuePass = ReturnType<typeof createQueuePass>;
