import type { PendingRow } from '@ticketing/common/mongo';
import type { DeadLetterReason } from './queue-changes.ts';

/** Rows that are on their topic and still in the queue. */
export interface Finished {
  published: PendingRow[];
  dead: DeadLetterReason[];
}

const nothing = (): Finished => ({ published: [], dead: [] });
const rowsOf = ({ published, dead }: Finished): PendingRow[] => [...published, ...dead.map(({ row }) => row)];

/**
 * Removes what was published from the queue while the next rows are read and published. What comes in during one removal is
 * removed together in the next. After a failure nothing of that is removed: it is pending, and will be published again.
 * @param remove resolves to false when the queue is not ours any more
 */
export function createRemovals(remove: (finished: Finished) => Promise<boolean>, limit: number) {
  let queued = nothing();
  let atWork = nothing();
  let removing: Promise<boolean> | null = null;
  let running: Promise<void> = Promise.resolve();
  let failure: { error: unknown } | null = null;

  const removeAll = async () => {
    try {
      while (rowsOf(queued).length > 0) {
        [atWork, queued] = [queued, nothing()];
        removing = remove(atWork);
        if (!(await removing)) queued = nothing();
      }
    } catch (error) {
      failure = { error };
      queued = nothing();
    } finally {
      atWork = nothing();
      removing = null;
    }
  };

  return {
    add({ published, dead }: Finished): void {
      queued.published.push(...published);
      queued.dead.push(...dead);
      if (!removing && rowsOf(queued).length > 0) running = removeAll();
    },
    rows: (): PendingRow[] => [...rowsOf(atWork), ...rowsOf(queued)],
    /** Waits until fewer than the limit are queued. @throws what a removal failed with since the last call */
    async room(): Promise<void> {
      while (rowsOf(queued).length >= limit) await removing?.catch(() => false);
      if (!failure) return;
      const { error } = failure;
      failure = null;
      throw error;
    },
    /** Waits for all of it. */
    drained: (): Promise<void> => running,
  };
}
