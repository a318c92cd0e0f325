import { expect, it } from '@jest/globals';
import { freeSeats, hall } from './hall-fixture.ts';
import { layOut } from './hall-layout.ts';
import { freeRuns, rowPaths, seatPaths, shapeOf } from './seat-shapes.ts';

const layout = layOut(hall);
const everything = { left: 0, top: 0, right: layout.width, bottom: layout.height };
const shapesIn = (path: string | undefined) => (path?.match(/M/g) ?? []).length;

it('draws free, taken and chosen seats, each in one path', () => {
  const paths = seatPaths(hall, layout, freeSeats('110011', '1000'), new Set(['st:A:1']), everything);
  expect(paths.free.map(shapesIn)).toEqual([3, 1, 0]);
  // A cross has two strokes.
  expect(shapesIn(paths.taken)).toBe(2 * 5);
  expect(shapesIn(paths.chosen)).toBe(1);
  expect([paths.accessible, paths.restricted].map(shapesIn)).toEqual([1, 0]);
});

it('draws only what is visible', () => {
  const paths = seatPaths(hall, layout, freeSeats(), new Set(), { ...everything, top: layout.height });
  expect([...paths.free, paths.taken].map(shapesIn)).toEqual([0, 0, 0, 0]);
});

it('gives six categories six shapes', () => {
  expect(new Set([0, 1, 2, 3, 4, 5].map((index) => shapeOf(index, 0, 0))).size).toBe(6);
});

it('draws free neighbours as one stroke from afar', () => {
  expect(freeRuns([1, 2, 3, 5, 6, 7], '110111')).toEqual([
    [1, 2],
    [5, 7],
  ]);
  expect(rowPaths(hall, layout, freeSeats('111111', '0000')).free.map(shapesIn)).toEqual([2, 0, 0]);
});
