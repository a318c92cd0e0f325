import { expect, it } from '@jest/globals';
import type { SeatMap } from '../domain/seat-map.ts';
import { createSeatMapCache } from './seat-map-cache.ts';

const mapOf = (venueId: string): SeatMap => ({ venueId, version: 1, sections: [] });

/** A cache over what `stored` returns, and the reads that it made. */
function givenCache(stored: (id: string) => Promise<SeatMap | null>) {
  const reads: string[] = [];
  const cache = createSeatMapCache((id) => {
    reads.push(id);
    return stored(id);
  });
  return { cache, reads };
}

it('reads a map once, also for concurrent callers', async () => {
  const { cache, reads } = givenCache(async (id) => mapOf(id));
  await Promise.all([cache.get('a'), cache.get('a')]);
  expect(await cache.get('a')).toEqual(mapOf('a'));
  expect(reads).toEqual(['a']);
});

it('forgets the map that was used least recently', async () => {
  const { cache, reads } = givenCache(async (id) => mapOf(id));
  const ids = Array.from({ length: 16 }, (_, index) => `${index}`);
  for (const id of [...ids, '0', 'one more', '0', '1']) await cache.get(id);
  expect(reads).toEqual([...ids, 'one more', '1']);
});

it('asks again after a failure, and for what did not exist', async () => {
  let answer: () => Promise<SeatMap | null> = () => Promise.reject(new Error('unavailable'));
  const { cache } = givenCache(() => answer());
  await expect(cache.get('a')).rejects.toThrow('unavailable');
  answer = async () => null;
  expect(await cache.get('a')).toBeNull();
  answer = async () => mapOf('a');
  expect(await cache.get('a')).toEqual(mapOf('a'));
});
