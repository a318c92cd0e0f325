import { expect, it } from '@jest/globals';
import { createRandom } from './index.ts';

const numbersOf = (seed: string) => {
  const random = createRandom(seed);
  return Array.from({ length: 1_000 }, () => random.next());
};

it('repeats its numbers for the same seed and differs for another', () => {
  expect(numbersOf('7:kafka-kill')).toEqual(numbersOf('7:kafka-kill'));
  expect(numbersOf('7:kafka-kill')).not.toEqual(numbersOf('8:kafka-kill'));
});

it('covers the whole range', () => {
  const numbers = numbersOf('spread');
  const tenths = Map.groupBy(numbers, (number) => Math.floor(number * 10));
  expect([...tenths.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const inTenth of tenths.values()) expect(inTenth.length).toBeGreaterThan(60);
});

it('reaches both bounds of an integer range', () => {
  const random = createRandom('range');
  const drawn = new Set(Array.from({ length: 200 }, () => random.between(3, 6)));
  expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
});

it('shuffles without losing elements', () => {
  const items = Array.from({ length: 50 }, (_, index) => index);
  const shuffled = createRandom('cards').shuffle(items);
  expect(shuffled).not.toEqual(items);
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
});
