import { expect, it } from '@jest/globals';
import { coalesceReads } from './coalesce-reads.ts';

it('coalesces concurrent reads, and never returns an older result', async () => {
  const reads: string[][] = [];
  const read = coalesceReads(async (ids) => {
    reads.push([...ids]);
    await new Promise(setImmediate);
    return ids.filter((id) => id !== 'none').map((id) => ({ id }));
  }, 4);
  const first = [read(['a', 'b']), read(['b', 'none']), read(['c', 'd'])];
  expect(await first[0]).toEqual([{ id: 'a' }, { id: 'b' }]);
  const next = read(['a']);

  expect(await Promise.all(first)).toEqual([[{ id: 'a' }, { id: 'b' }], [{ id: 'b' }], [{ id: 'c' }, { id: 'd' }]]);
  expect(await next).toEqual([{ id: 'a' }]);
  expect(reads).toEqual([['a', 'b', 'none'], ['c', 'd'], ['a']]);
});

it('rejects every caller of a shared read that fails', async () => {
  const read = coalesceReads(() => Promise.reject<{ id: string }[]>(new Error('unavailable')));
  expect((await Promise.allSettled([read(['a']), read(['b'])])).map(({ status }) => status)).toEqual(
    Array(2).fill('rejected'),
  );
});
