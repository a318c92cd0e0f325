import { describe, expect, it } from '@jest/globals';
import type { PendingRow, PlaceInQueue } from '@ticketing/common/mongo';
import { givenRow } from './pending-row.fixture.ts';
import { createQueuePass } from './queue-pass.ts';
import type { ReadOptions } from './queue-reader.ts';

/** A queue in memory that is read as the database reads it. */
function givenQueue(...places: [aggregateId: string, sequence: number][]) {
  const queue = places.map((place) => givenRow(...place));
  const readPending = async ({ limit, after, heldBack }: ReadOptions) =>
    queue
      .filter((row) => !after || isBehind(row, after))
      .filter(({ aggregateId }) => !heldBack.has(aggregateId))
      .slice(0, limit);
  return { queue, readPending };
}
const isBehind = (place: PlaceInQueue, after: PlaceInQueue) =>
  place.aggregateId > after.aggregateId || (place.aggregateId === after.aggregateId && place.sequence > after.sequence);
const idsOf = (rows: PendingRow[]) => rows.map(({ _id }) => _id);
const passOf = (
  readPending: (options: ReadOptions) => Promise<PendingRow[]>,
  { heldBack = [] as string[], finished = [] as PendingRow[] } = {},
) => createQueuePass({ readPending, batchSize: 2, heldBack, finished });

describe('a pass through the queue', () => {
  it('meets every row once, and says where the queue ends', async () => {
    const { readPending } = givenQueue(['a', 0], ['a', 1], ['b', 0], ['b', 1], ['c', 0]);
    const pass = passOf(readPending);
    const batches = [await pass.next(), await pass.next(), await pass.next()];

    expect(batches.map(({ rows }) => idsOf(rows))).toEqual([['a0', 'a1'], ['b0', 'b1'], ['c0']]);
    expect(batches.map(({ isLast }) => isLast)).toEqual([false, false, true]);
  });

  it('leaves the successors of a row alone that has to wait, even those it has read ahead', async () => {
    const { readPending } = givenQueue(['a', 0], ['b', 0], ['b', 1], ['c', 0], ['d', 0]);
    const pass = passOf(readPending, { heldBack: ['a'] });
    expect(idsOf((await pass.next()).rows)).toEqual(['b0', 'b1']);
    pass.leaveOut(['c', 'b']);

    expect(idsOf((await pass.next()).rows)).toEqual(['d0']);
    expect(pass.leftOut()).toBe(3);
  });

  it('passes by what was published and is being removed when it begins', async () => {
    const { queue, readPending } = givenQueue(['a', 0], ['a', 1], ['b', 0]);
    const pass = passOf(readPending, { finished: queue.slice(1, 2) });

    expect(idsOf((await pass.next()).rows)).toEqual(['a0']);
    expect(idsOf((await pass.next()).rows)).toEqual(['b0']);
  });

  it('tells whoever asks next that reading ahead has failed, and nobody else', async () => {
    const { readPending } = givenQueue(['a', 0], ['a', 1], ['a', 2]);
    const pass = passOf(async (options) => {
      if (options.after) throw new Error('the database is away');
      return readPending(options);
    });

    expect(idsOf((await pass.next()).rows)).toEqual(['a0', 'a1']);
    await expect(pass.next()).rejects.toThrow('away');
  });
});
