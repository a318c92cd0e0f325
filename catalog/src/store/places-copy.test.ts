import { expect, it } from '@jest/globals';
import { knownPlaces } from '../domain/known-places.ts';
import type { Place } from '../domain/place.ts';
import { createPlacesCopy } from './places-copy.ts';

const vienna: Place = { id: 'vienna-at', name: 'Vienna', country: 'Austria', timeZone: 'Europe/Vienna' };
const wien = { ...vienna, name: 'Wien' };

/** A database whose reads end when the test says so. */
function givenDatabase() {
  const reads: PromiseWithResolvers<readonly Place[]>[] = [];
  let at = 0;
  const copy = createPlacesCopy(
    () => {
      const read = Promise.withResolvers<readonly Place[]>();
      reads.push(read);
      return read.promise;
    },
    () => at,
  );
  const search = async () => (await copy.search('', 20)).map(({ name }) => name);
  return { copy, reads, search, passes: (ms: number) => (at += ms) };
}

it('reads once for everybody who waits, and afterwards not at all', async () => {
  const { reads, search } = givenDatabase();
  const waiting = [search(), search(), search()];
  reads[0]?.resolve([vienna]);
  expect(await Promise.all(waiting)).toEqual([['Vienna'], ['Vienna'], ['Vienna']]);
  expect(await search()).toEqual(['Vienna']);
  expect(reads).toHaveLength(1);
});

it('reads again after a change, and does not keep what was read before it', async () => {
  const { copy, reads, search } = givenDatabase();
  const before = search();
  copy.invalidate();
  const after = search();
  reads[1]?.resolve([wien]);
  reads[0]?.resolve([vienna]);
  expect(await Promise.all([before, after])).toEqual([['Vienna'], ['Wien']]);
  expect(await search()).toEqual(['Wien']);
  expect(reads).toHaveLength(2);
});

it('reads again after half a minute, even if nobody told of a change', async () => {
  const { reads, search, passes } = givenDatabase();
  const first = search();
  reads[0]?.resolve([vienna]);
  await first;
  passes(29_999);
  expect(await search()).toEqual(['Vienna']);
  passes(1);
  const second = search();
  reads[1]?.resolve([wien]);
  expect(await second).toEqual(['Wien']);
});

it('keeps no failure', async () => {
  const { reads, search } = givenDatabase();
  const failed = search();
  reads[0]?.reject(new Error('unavailable'));
  await expect(failed).rejects.toThrow('unavailable');
  const next = search();
  reads[1]?.resolve([vienna]);
  expect(await next).toEqual(['Vienna']);
});

it('stops at the limit, in the order of the read', async () => {
  const copy = createPlacesCopy(async () => knownPlaces);
  expect(await copy.search('', 3)).toEqual(knownPlaces.slice(0, 3));
});
