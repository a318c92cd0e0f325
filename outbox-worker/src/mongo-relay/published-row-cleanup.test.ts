import { describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import type { PendingRow } from '@ticketing/common/mongo';
import { givenRow } from './pending-row.fixture.ts';
import { type CleanupOptions, createPublishedRowCleanup, type ProcessedRows } from './published-row-cleanup.ts';

const row = (_id: string): PendingRow => ({ ...givenRow('a', 0), _id });
const published = (...ids: string[]): ProcessedRows => ({ published: ids.map(row), dead: [] });
const idsOf = (rows: PendingRow[]) => rows.map(({ _id }) => _id);

/** A cleanup whose removals the test completes. */
function givenCleanup({ limit = 10, gathering }: Partial<CleanupOptions> = {}) {
  const removing: { ids: string[]; end: (isActive: boolean) => void; fail: (error: Error) => void }[] = [];
  const remove = ({ published: rows }: ProcessedRows) =>
    new Promise<boolean>((end, fail) => void removing.push({ ids: idsOf(rows), end, fail }));
  return { removing, cleanup: createPublishedRowCleanup({ remove, limit, ...(gathering && { gathering }) }) };
}
const nextTick = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the published-row cleanup', () => {
  it('batches rows added during a removal, and tracks all of them until then', async () => {
    const { removing, cleanup } = givenCleanup();
    cleanup.add(published('1', '2'));
    cleanup.add(published('3'));
    cleanup.add(published('4'));
    expect(removing.map(({ ids }) => ids)).toEqual([['1', '2']]);
    expect(idsOf(cleanup.rows())).toEqual(['1', '2', '3', '4']);

    removing[0]?.end(true);
    await nextTick();
    expect(removing[1]?.ids).toEqual(['3', '4']);
    expect(idsOf(cleanup.rows())).toEqual(['3', '4']);
    removing[1]?.end(true);
    await cleanup.drained();
    expect(cleanup.rows()).toEqual([]);
  });

  it('blocks the relay only when a full batch is queued behind the one in progress', async () => {
    const { removing, cleanup } = givenCleanup({ limit: 2 });
    cleanup.add(published('1', '2'));
    await cleanup.waitForCapacity();
    cleanup.add(published('3', '4'));
    let hasCapacity = false;
    const waiting = cleanup.waitForCapacity().then(() => {
      hasCapacity = true;
    });
    await nextTick();
    expect(hasCapacity).toBe(false);

    removing[0]?.end(true);
    await waiting;
    expect(removing[1]?.ids).toEqual(['3', '4']);
  });

  it('reports a failure once, and discards the rows queued behind it', async () => {
    const { removing, cleanup } = givenCleanup();
    cleanup.add(published('1'));
    cleanup.add(published('2'));
    removing[0]?.fail(new Error('the database is unavailable'));
    await cleanup.drained();

    await expect(cleanup.waitForCapacity()).rejects.toThrow('the database is unavailable');
    await cleanup.waitForCapacity();
    expect(cleanup.rows()).toEqual([]);
    expect(removing).toHaveLength(1);
    cleanup.add(published('3'));
    expect(removing[1]?.ids).toEqual(['3']);
  });

  it('removes nothing more once another relay has taken over', async () => {
    const { removing, cleanup } = givenCleanup();
    cleanup.add(published('1'));
    cleanup.add(published('2'));
    removing[0]?.end(false);
    await cleanup.drained();

    await cleanup.waitForCapacity();
    expect(cleanup.rows()).toEqual([]);
    expect(removing).toHaveLength(1);
  });

  it('gathers rows for a while, but not more than enough, and none when it is drained', async () => {
    const { removing, cleanup } = givenCleanup({ gathering: { rows: 3, ms: 600_000 } });
    cleanup.add(published('1'));
    cleanup.add(published('2'));
    await nextTick();
    expect(removing).toEqual([]);
    expect(idsOf(cleanup.rows())).toEqual(['1', '2']);
    cleanup.add(published('3', '4'));
    await nextTick();
    expect(removing[0]?.ids).toEqual(['1', '2', '3', '4']);

    cleanup.add(published('5'));
    removing[0]?.end(true);
    await nextTick();
    expect(removing).toHaveLength(1);
    const drained = cleanup.drained();
    await nextTick();
    expect(removing[1]?.ids).toEqual(['5']);
    cleanup.add(published('6'));
    removing[1]?.end(true);
    await nextTick();
    expect(removing[2]?.ids).toEqual(['6']);
    removing[2]?.end(true);
    await drained;
    expect(cleanup.rows()).toEqual([]);
  });

  it('removes a lone row after the while', async () => {
    const { removing, cleanup } = givenCleanup({ gathering: { rows: 3, ms: 20 } });
    cleanup.add(published('1'));
    await waitFor(async () => removing[0] ?? null, { timeoutMs: 5_000 });
    expect(removing[0]?.ids).toEqual(['1']);
  });

  it('removes rows that have reached the limit, however many are enough', async () => {
    const { removing, cleanup } = givenCleanup({ limit: 2, gathering: { rows: 3, ms: 600_000 } });
    cleanup.add(published('1', '2'));
    await cleanup.waitForCapacity();
    expect(removing[0]?.ids).toEqual(['1', '2']);
  });
});
