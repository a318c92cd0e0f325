import { expect, it } from '@jest/globals';
import { freeSeats, hall } from './hall-fixture.ts';
import { gapsIn, singleGaps } from './single-gaps.ts';

it.each<[string, string, number[], number[]]>([
  ['beside the end of the row', '1111', [1], [0]],
  ['between two choices', '1110', [0, 2], [1]],
  ['beside a taken seat', '0110', [1], [2]],
  ['not when two are left', '1111', [0, 1], []],
  ['not what was alone before', '0101', [1], []],
  ['not without a choice', '0110', [], []],
  ['on both sides', '1110', [1], [0, 2]],
])('a seat is left alone %s', (_name, free, chosen, gaps) => {
  expect(gapsIn([1, 2, 3, 4], free, new Set(chosen))).toEqual(gaps);
});

it('an aisle ends a row of neighbours', () => {
  expect(gapsIn([1, 2, 4, 5], '1111', new Set([0]))).toEqual([1]);
});

it('names the seats of a whole choice', () => {
  expect(singleGaps(hall, freeSeats(), ['st:A:2', 'st:B:2']).map(({ id }) => id)).toEqual([
    'st:A:1',
    'st:A:3',
    'st:B:1',
  ]);
});
