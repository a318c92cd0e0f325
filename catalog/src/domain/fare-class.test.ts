import { expect, it } from '@jest/globals';
import { assertFareClasses, type FareClass, faresOf } from './fare-class.ts';

const category = (id: string, priceMinor: number, fareClass: FareClass | null) => ({
  ...{ id, name: id, priceMinor, fareClass },
});

it('a class costs what its cheapest category costs; classes come best first', () => {
  const categories = [
    category('quiet', 6_900, 'second'),
    category('open', 5_900, 'second'),
    category('dog', 1_000, null),
    category('lounge', 11_900, 'first'),
  ];
  expect(faresOf({ categories })).toEqual([
    { fareClass: 'first', fromPriceMinor: 11_900, categoryIds: ['lounge'] },
    { fareClass: 'second', fromPriceMinor: 5_900, categoryIds: ['quiet', 'open'] },
  ]);
});

it('only departures have classes', () => {
  const categories = [category('a', 4_900, 'first')];
  expect(() => assertFareClasses({ kind: 'departure', categories })).not.toThrow();
  expect(() => assertFareClasses({ kind: 'performance', categories })).toThrow(
    expect.objectContaining({ code: 'fare_class_not_allowed' }),
  );
});
