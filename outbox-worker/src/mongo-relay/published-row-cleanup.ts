import type { PendingRow } from '@ticketing/common/mongo';
import type { DeadLetterReason } from './queue-changes.ts';

/** Rows that are on their topic but not yet removed from the queue. */
export interface ProcessedRows {
  published: PendingRow[];
  dead: DeadLetterReason[];
}

const noRows = (): ProcessedRows => ({ published: [], dead: [] });
const rowsOf = ({ published, dead }: ProcessedRows): PendingRow[] => [...published, ...dead.map(({ row }) => row)];

/**
 * Creates the cleanup that removes processed rows from the queue while the next rows are read and published. Rows added
 * during a removal are removed together in the next one. After a failure the rows stay pending and are published again.
 * @param remove resolves to false when another relay has taken over the queue
 */
export function createPublishedRowCleanup(remove: (processed: ProcessedRows) => Promise<boolean>, limit: number) {
  let queued = noRows();
  let inProgress = noRows();
  let removing: Promise<boolean> | null = null;
  let running: Promise<void> = Promise.resolve();
  let failure: { error: unknown } | null = null;

  const removeAll = async () => {
    try {
      while (rowsOf(queued).length > 0) {
        [inProgress, queued] = [queued, noRows()];
        removing = remove(inProgress);
        if (!(await removing)) queued = noRows();
      }
    } catch (error) {
      failure = { error };
      queued = noRows();
    } finally {
      inProgress = noRows();
      removing = null;
    }
  };

  return {
    add({ published, dead }: ProcessedRows): void {
      queued.published.push(...published);
      queued.dead.push(...dead);
      if (!removing && rowsOf(queued).length > 0) running = removeAll();
    },
    rows: (): PendingRow[] => [...rowsOf(inProgress), ...rowsOf(queued)],
    /** Waits until fewer than the limit are queued. @throws the error of a removal that failed since the last call */
    async waitForCapacity(): Promise<void> {
      while (rowsOf(queued).length >= limit) await removing?.catch(() => false);
      if (!failure) return;
      const { error } = failure;
      failure = null;
      throw error;
    },
    /** Waits until every queued row is removed. */
    drained: (): Promise<void> => running,
  };
}
