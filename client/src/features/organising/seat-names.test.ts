import { describe, expect, it } from '@jest/globals';
import { labelRange, listNumbers, parseNumbers } from './seat-names.ts';

describe('labels of rows', () => {
  it.each([
    ['A', 'D', ['A', 'B', 'C', 'D']],
    ['x', 'z', ['x', 'y', 'z']],
    ['9', '11', ['9', '10', '11']],
    ['Box-1', '', ['Box-1']],
    ['AA', 'AA', ['AA']],
  ])('from %s to %s', (first, last, labels) => {
    expect(labelRange(first, last)).toEqual(labels);
  });

  it.each([
    ['', ''],
    ['D', 'A'],
    ['3', '1'],
    ['A', '3'],
    ['a', 'D'],
    ['AA', 'AD'],
  ])('are none from "%s" to "%s"', (first, last) => {
    expect(labelRange(first, last)).toBeNull();
  });
});

describe('numbers of seats', () => {
  it.each([
    ['', []],
    ['1-3, 22', [1, 2, 3, 22]],
    ['4 – 5;9', [4, 5, 9]],
    ['7 8', [7, 8]],
  ])('in "%s"', (text, numbers) => {
    expect([...(parseNumbers(text, 1, 24) ?? [])]).toEqual(numbers);
  });

  it.each(['25', '0', '3-1', 'all', '1-', '1,2,x'])('are none in "%s"', (text) => {
    expect(parseNumbers(text, 1, 24)).toBeNull();
  });

  it('are written as they are read', () => {
    expect(listNumbers([22, 1, 2, 3])).toBe('1-3, 22');
    expect(listNumbers([])).toBe('');
  });
});
