import { describe, expect, it } from '@jest/globals';
import type { PendingRow } from '@ticketing/common/mongo';
import { createMarkQueue, type Unmarked } from './mark-queue.ts';
import { givenRow } from './pending-row.fixture.ts';

const row = (_id: string): PendingRow => ({ ...givenRow('a', 0), _id });
const published = (...ids: string[]): Unmarked => ({ published: ids.map(row), dead: [] });
const idsOf = (rows: PendingRow[]) => rows.map(({ _id }) => _id);

/** A queue whose markings end when the test says so. */
function givenQueue(limit = 10) {
  const markings: { ids: string[]; end: (isOurs: boolean) => void; fail: (error: Error) => void }[] = [];
  const mark = ({ published: rows }: Unmarked) =>
    new Promise<boolean>((end, fail) => void markings.push({ ids: idsOf(rows), end, fail }));
  return { markings, queue: createMarkQueue(mark, limit) };
}
const passed = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the queue of rows to mark', () => {
  it('marks what has come during one marking together in the next, and knows all of it until then', async () => {
    const { markings, queue } = givenQueue();
    queue.add(published('1', '2'));
    queue.add(published('3'));
    queue.add(published('4'));
    expect(markings.map(({ ids }) => ids)).toEqual([['1', '2']]);
    expect(idsOf(queue.rows())).toEqual(['1', '2', '3', '4']);

    markings[0]?.end(true);
    await passed();
    expect(markings[1]?.ids).toEqual(['3', '4']);
    expect(idsOf(queue.rows())).toEqual(['3', '4']);
    markings[1]?.end(true);
    await queue.drained();
    expect(queue.rows()).toEqual([]);
  });

  it('lets the relay wait only when a whole batch is queued behind the one that is being marked', async () => {
    const { markings, queue } = givenQueue(2);
    queue.add(published('1', '2'));
    await queue.room();
    queue.add(published('3', '4'));
    let hasRoom = false;
    const waiting = queue.room().then(() => {
      hasRoom = true;
    });
    await passed();
    expect(hasRoom).toBe(false);

    markings[0]?.end(true);
    await waiting;
    expect(markings[1]?.ids).toEqual(['3', '4']);
  });

  it('tells of a failure once, and marks nothing of what was queued behind it', async () => {
    const { markings, queue } = givenQueue();
    queue.add(published('1'));
    queue.add(published('2'));
    markings[0]?.fail(new Error('the database is away'));
    await queue.drained();

    await expect(queue.room()).rejects.toThrow('the database is away');
    await queue.room();
    expect(queue.rows()).toEqual([]);
    expect(markings).toHaveLength(1);
    queue.add(published('3'));
    expect(markings[1]?.ids).toEqual(['3']);
  });

  it('marks nothing more once the marking is not ours', async () => {
    const { markings, queue } = givenQueue();
    queue.add(published('1'));
    queue.add(published('2'));
    markings[0]?.end(false);
    await queue.drained();

    await queue.room();
    expect(queue.rows()).toEqual([]);
    expect(markings).toHaveLength(1);
  });
});
