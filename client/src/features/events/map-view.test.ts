import { expect, it } from '@jest/globals';
import { fitted, isFitted, isLargest, moved, pointAt, zoomed } from './map-view.ts';

const [window, drawing] = [
  { width: 400, height: 300 },
  { width: 1_000, height: 600 },
];
const whole = fitted(window, drawing);

it('shows the whole drawing first', () => {
  expect(whole).toEqual({ x: 500, y: 300, scale: 0.4 });
  expect(isFitted(whole, window, drawing)).toBe(true);
});

it('keeps what is under the pointer in its place while zooming', () => {
  const pixel = { x: 150, y: 140 };
  const near = zoomed(whole, 4, pixel, window, drawing);
  expect(near.scale).toBeCloseTo(1.6);
  const [before, after] = [pointAt(whole, pixel, window), pointAt(near, pixel, window)];
  expect([after.x, after.y]).toEqual([expect.closeTo(before.x), expect.closeTo(before.y)]);
});

it('gets neither smaller than the whole nor larger than a fingertip needs', () => {
  const middle = { x: 200, y: 150 };
  expect(zoomed(whole, 0.1, middle, window, drawing)).toEqual(whole);
  expect(isLargest(zoomed(whole, 1_000, middle, window, drawing), window, drawing)).toBe(true);
});

it('moves no further than to the edges of the drawing', () => {
  const near = zoomed(whole, 4, { x: 0, y: 0 }, window, drawing);
  expect(moved(near, { x: 10_000, y: 10_000 }, window, drawing)).toMatchObject({ x: 125, y: 93.75 });
  expect(moved(near, { x: -100_000, y: 0 }, window, drawing)).toMatchObject({ x: 875 });
  expect(moved(whole, { x: 100, y: 100 }, window, drawing)).toEqual(whole);
});
