import type { PendingRow } from '@ticketing/common/mongo';
import type { DeadLetterReason } from './outbox-marker.ts';

/** Rows that are on their topic and not yet marked. */
export interface Unmarked {
  published: PendingRow[];
  dead: DeadLetterReason[];
}

const nothing = (): Unmarked => ({ published: [], dead: [] });
const rowsOf = ({ published, dead }: Unmarked): PendingRow[] => [...published, ...dead.map(({ row }) => row)];

/**
 * Marks what was published while the next rows are read and published. What comes in during one marking is marked
 * together in the next. After a failure nothing is marked of what is queued: it is pending, and will be published again.
 * @param mark resolves to false when the marking is not ours any more
 */
export function createMarkQueue(mark: (unmarked: Unmarked) => Promise<boolean>, limit: number) {
  let queued = nothing();
  let atWork = nothing();
  let marking: Promise<boolean> | null = null;
  let running: Promise<void> = Promise.resolve();
  let failure: { error: unknown } | null = null;

  const markAll = async () => {
    try {
      while (rowsOf(queued).length > 0) {
        [atWork, queued] = [queued, nothing()];
        marking = mark(atWork);
        if (!(await marking)) queued = nothing();
      }
    } catch (error) {
      failure = { error };
      queued = nothing();
    } finally {
      atWork = nothing();
      marking = null;
    }
  };

  return {
    add({ published, dead }: Unmarked): void {
      queued.published.push(...published);
      queued.dead.push(...dead);
      if (!marking && rowsOf(queued).length > 0) running = markAll();
    },
    rows: (): PendingRow[] => [...rowsOf(atWork), ...rowsOf(queued)],
    /** Waits until fewer than the limit are queued. @throws what the marking failed with since the last call */
    async room(): Promise<void> {
      while (rowsOf(queued).length >= limit) await marking?.catch(() => false);
      if (!failure) return;
      const { error } = failure;
      failure = null;
      throw error;
    },
    /** Waits for all of it. */
    drained: (): Promise<void> => running,
  };
}
