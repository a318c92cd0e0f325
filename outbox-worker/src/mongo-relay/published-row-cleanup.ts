import { pause } from '@ticketing/common/backoff';
import type { PendingRow } from '@ticketing/common/mongo';
import type { DeadLetterReason } from './queue-changes.ts';

/** Rows that are on their topic but not yet removed from the queue. */
export interface ProcessedRows {
  published: PendingRow[];
  dead: DeadLetterReason[];
}

const noRows = (): ProcessedRows => ({ published: [], dead: [] });
const rowsOf = ({ published, dead }: ProcessedRows): PendingRow[] => [...published, ...dead.map(({ row }) => row)];

/** When processed rows are removed that are not many yet: a removal costs as much for one row as for twenty. */
export interface Gathering {
  /** So many rows are removed at once. */
  rows: number;
  /** Fewer wait for others so long, milliseconds. */
  ms: number;
}

export interface CleanupOptions {
  /** Resolves to false when another relay has taken over the queue. */
  remove: (processed: ProcessedRows) => Promise<boolean>;
  /** Maximum number of rows that wait for their removal. */
  limit: number;
  gathering?: Gathering;
}

/**
 * Creates the cleanup that removes processed rows from the queue while the next rows are read and published. Rows added
 * before or during a removal are removed together. After a failure, or a crash, the rows are still pending and are published again.
 */
export function createPublishedRowCleanup({ remove, limit, gathering = { rows: 1, ms: 0 } }: CleanupOptions) {
  const enough = Math.min(limit, gathering.rows);
  let queued = noRows();
  let inProgress = noRows();
  let isRunning = false;
  /** The gathering or the removal in progress. */
  let step: Promise<unknown> = Promise.resolve();
  let failure: { error: unknown } | null = null;
  let gathered = new AbortController();
  const count = () => queued.published.length + queued.dead.length;
  const endOfStep = () => step.catch(() => undefined);

  const gather = (): Promise<void> => {
    gathered = new AbortController();
    const gathers = pause(gathering.ms, gathered.signal);
    step = gathers;
    return gathers;
  };
  const removeQueued = (): Promise<boolean> => {
    [inProgress, queued] = [queued, noRows()];
    const removes = remove(inProgress);
    step = removes;
    return removes;
  };

  const removeAll = async () => {
    isRunning = true;
    try {
      while (count() > 0) {
        if (count() < enough) await gather();
        if (!(await removeQueued())) queued = noRows();
      }
    } catch (error) {
      failure = { error };
      queued = noRows();
    } finally {
      inProgress = noRows();
      isRunning = false;
    }
  };

  return {
    add({ published, dead }: ProcessedRows): void {
      queued.published.push(...published);
      queued.dead.push(...dead);
      if (count() >= enough) gathered.abort();
      if (!isRunning && count() > 0) void removeAll();
    },
    rows: (): PendingRow[] => [...rowsOf(inProgress), ...rowsOf(queued)],
    /** Waits until fewer than the limit are queued. @throws the error of a removal that failed since the last call */
    async waitForCapacity(): Promise<void> {
      while (count() >= limit) await endOfStep();
      if (!failure) return;
      const { error } = failure;
      failure = null;
      throw error;
    },
    /** Removes every queued row at once, and waits for that. */
    async drained(): Promise<void> {
      while (isRunning) {
        gathered.abort();
        await endOfStep();
      }
    },
  };
}
