import { describe, expect, it } from '@jest/globals';
import type { PendingRow, QueuePosition } from '@ticketing/common/mongo';
import { givenRow } from './pending-row.fixture.ts';
import { createQueuePass } from './queue-pass.ts';
import type { ReadOptions } from './queue-reader.ts';

/** An in-memory queue that is read like the database. */
function givenQueue(...places: [aggregateId: string, sequence: number][]) {
  const queue = places.map((place) => givenRow(...place));
  const readPending = async ({ limit, after, blocked }: ReadOptions) =>
    queue
      .filter((row) => !after || isAfter(row, after))
      .filter(({ aggregateId }) => !blocked.has(aggregateId))
      .slice(0, limit);
  return { queue, readPending };
}
const isAfter = (place: QueuePosition, after: QueuePosition) =>
  place.aggregateId > after.aggregateId || (place.aggregateId === after.aggregateId && place.sequence > after.sequence);
const idsOf = (rows: PendingRow[]) => rows.map(({ _id }) => _id);
const passOf = (
  readPending: (options: ReadOptions) => Promise<PendingRow[]>,
  { blocked = [] as string[], processed = [] as PendingRow[] } = {},
) => createQueuePass({ readPending, batchSize: 2, blocked, processed });

describe('a pass through the queue', () => {
  it('visits every row once, and reports the end of the queue', async () => {
    const { readPending } = givenQueue(['a', 0], ['a', 1], ['b', 0], ['b', 1], ['c', 0]);
    const pass = passOf(readPending);
    const batches = [await pass.next(), await pass.next(), await pass.next()];

    expect(batches.map(({ rows }) => idsOf(rows))).toEqual([['a0', 'a1'], ['b0', 'b1'], ['c0']]);
    expect(batches.map(({ isLast }) => isLast)).toEqual([false, false, true]);
  });

  it('skips the successors of a blocked row, even prefetched ones', async () => {
    const { readPending } = givenQueue(['a', 0], ['b', 0], ['b', 1], ['c', 0], ['d', 0]);
    const pass = passOf(readPending, { blocked: ['a'] });
    expect(idsOf((await pass.next()).rows)).toEqual(['b0', 'b1']);
    pass.exclude(['c', 'b']);

    expect(idsOf((await pass.next()).rows)).toEqual(['d0']);
    expect(pass.excludedCount()).toBe(3);
  });

  it('skips rows that were published but not yet removed when it starts', async () => {
    const { queue, readPending } = givenQueue(['a', 0], ['a', 1], ['b', 0]);
    const pass = passOf(readPending, { processed: queue.slice(1, 2) });

    expect(idsOf((await pass.next()).rows)).toEqual(['a0']);
    expect(idsOf((await pass.next()).rows)).toEqual(['b0']);
  });

  it('rejects only the next call when prefetching fails', async () => {
    const { readPending } = givenQueue(['a', 0], ['a', 1], ['a', 2]);
    const pass = passOf(async (options) => {
      if (options.after) throw new Error('the database is unavailable');
      return readPending(options);
    });

    expect(idsOf((await pass.next()).rows)).toEqual(['a0', 'a1']);
    await expect(pass.next()).rejects.toThrow('unavailable');
  });
});
