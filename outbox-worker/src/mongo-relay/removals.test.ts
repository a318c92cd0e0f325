import { describe, expect, it } from '@jest/globals';
import type { PendingRow } from '@ticketing/common/mongo';
import { givenRow } from './pending-row.fixture.ts';
import { createRemovals, type Finished } from './removals.ts';

const row = (_id: string): PendingRow => ({ ...givenRow('a', 0), _id });
const published = (...ids: string[]): Finished => ({ published: ids.map(row), dead: [] });
const idsOf = (rows: PendingRow[]) => rows.map(({ _id }) => _id);

/** Removals that end when the test says so. */
function givenRemovals(limit = 10) {
  const removing: { ids: string[]; end: (isOurs: boolean) => void; fail: (error: Error) => void }[] = [];
  const remove = ({ published: rows }: Finished) =>
    new Promise<boolean>((end, fail) => void removing.push({ ids: idsOf(rows), end, fail }));
  return { removing, removals: createRemovals(remove, limit) };
}
const passed = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the removals', () => {
  it('take what has come during one together in the next, and know all of it until then', async () => {
    const { removing, removals } = givenRemovals();
    removals.add(published('1', '2'));
    removals.add(published('3'));
    removals.add(published('4'));
    expect(removing.map(({ ids }) => ids)).toEqual([['1', '2']]);
    expect(idsOf(removals.rows())).toEqual(['1', '2', '3', '4']);

    removing[0]?.end(true);
    await passed();
    expect(removing[1]?.ids).toEqual(['3', '4']);
    expect(idsOf(removals.rows())).toEqual(['3', '4']);
    removing[1]?.end(true);
    await removals.drained();
    expect(removals.rows()).toEqual([]);
  });

  it('let the relay wait only when a whole batch is queued behind the one at work', async () => {
    const { removing, removals } = givenRemovals(2);
    removals.add(published('1', '2'));
    await removals.room();
    removals.add(published('3', '4'));
    let hasRoom = false;
    const waiting = removals.room().then(() => {
      hasRoom = true;
    });
    await passed();
    expect(hasRoom).toBe(false);

    removing[0]?.end(true);
    await waiting;
    expect(removing[1]?.ids).toEqual(['3', '4']);
  });

  it('tell of a failure once, and take nothing of what was queued behind it', async () => {
    const { removing, removals } = givenRemovals();
    removals.add(published('1'));
    removals.add(published('2'));
    removing[0]?.fail(new Error('the database is away'));
    await removals.drained();

    await expect(removals.room()).rejects.toThrow('the database is away');
    await removals.room();
    expect(removals.rows()).toEqual([]);
    expect(removing).toHaveLength(1);
    removals.add(published('3'));
    expect(removing[1]?.ids).toEqual(['3']);
  });

  it('take nothing more once the queue is not ours', async () => {
    const { removing, removals } = givenRemovals();
    removals.add(published('1'));
    removals.add(published('2'));
    removing[0]?.end(false);
    await removals.drained();

    await removals.room();
    expect(removals.rows()).toEqual([]);
    expect(removing).toHaveLength(1);
  });
});
