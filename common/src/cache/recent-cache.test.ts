import { expect, it } from '@jest/globals';
import { createRecentCache } from './recent-cache.ts';

interface Value {
  of: string;
}
const someValue = (of: string): Value => ({ of });

/** A cache over what `stored` returns, and the reads that it made. */
function givenCache(stored: (id: string) => Promise<Value | null>) {
  const reads: string[] = [];
  const read = (id: string) => {
    reads.push(id);
    return stored(id);
  };
  const cache = createRecentCache(read, { maxValues: 16 });
  return { cache, reads };
}

it('reads a value once, also for concurrent callers', async () => {
  const { cache, reads } = givenCache(async (id) => someValue(id));
  await Promise.all([cache.get('a'), cache.get('a')]);
  expect(await cache.get('a')).toEqual(someValue('a'));
  expect(reads).toEqual(['a']);
});

it('forgets the value that was used least recently', async () => {
  const { cache, reads } = givenCache(async (id) => someValue(id));
  const ids = Array.from({ length: 16 }, (_, index) => `${index}`);
  for (const id of [...ids, '0', 'one more', '0', '1']) await cache.get(id);
  expect(reads).toEqual([...ids, 'one more', '1']);
});

it('asks again after a failure, and for what did not exist', async () => {
  let answer: () => Promise<Value | null> = () => Promise.reject(new Error('unavailable'));
  const { cache } = givenCache(() => answer());
  await expect(cache.get('a')).rejects.toThrow('unavailable');
  answer = async () => null;
  expect(await cache.get('a')).toBeNull();
  answer = async () => someValue('a');
  expect(await cache.get('a')).toEqual(someValue('a'));
});
