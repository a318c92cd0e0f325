import { expect, it } from '@jest/globals';
import { findSeat, freeCountIn, freeSeatsByCategory, isFree, seatIdAt } from './hall.ts';
import { freeSeats, hall } from './hall-fixture.ts';

it('finds a seat by its id, and nothing by another one', () => {
  expect(findSeat(hall, 'st:B:4')).toMatchObject({
    number: '4',
    index: 3,
    category: { name: 'Silver' },
    hasRestrictedView: true,
    isAccessible: false,
  });
  expect(['st:B:5', 'st:C:1', 'no:A:1', '', 'st'].map((id) => findSeat(hall, id))).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});

it('every seat is found by the id that it has', () => {
  for (const section of hall.sections)
    for (const row of section.rows)
      for (const index of row.numbers.keys())
        expect(findSeat(hall, seatIdAt(section, row, index))).toMatchObject({ index, row });
});

it('reads which seats are free; none before the first answer', () => {
  const seat = findSeat(hall, 'st:A:2');
  if (!seat) throw new Error('no such seat');
  expect([freeSeats('010000'), freeSeats('101111'), null].map((free) => isFree(free, seat))).toEqual([
    true,
    false,
    false,
  ]);
});

it('counts free seats by category, and free places of an area', () => {
  expect(Object.fromEntries(freeSeatsByCategory(hall, freeSeats('110000', '0001')))).toEqual({ gold: 2, silver: 1 });
  expect(hall.sections.map((section) => freeCountIn(freeSeats('110000', '0001', 7), section))).toEqual([3, 7]);
});
