import { expect, it } from '@jest/globals';
import type { FreeSeats } from '@/api/schemas.ts';
import { freeSeats, hall } from './hall-fixture.ts';
import { waitingOffers } from './waiting-wishes.ts';

const namesOf = (seats: FreeSeats | null, quantity = 2) =>
  waitingOffers(hall, seats, { quantity }).map(({ name }) => name);

it.each<[string, FreeSeats | null, (string | null)[]]>([
  ['nothing, before it is known what is free', null, []],
  ['nothing, while there is enough', freeSeats(), []],
  ['a category that has too few', freeSeats('000001'), ['Gold']],
  ['any seats, when none has enough', freeSeats('000001', '0000'), [null]],
  ['a standing area', freeSeats('111111', '1111', 1), ['Pit']],
  ['seats and an area', freeSeats('000000', '0100', 0), [null, 'Pit']],
])('offers to wait for %s', (_, seats, names) => expect(namesOf(seats)).toEqual(names));

it('asks for the party as it is', () => {
  const party = { quantity: 3, accessible: true };
  const offers = waitingOffers(hall, freeSeats('000000', '1111', 2), party);
  expect(offers.map(({ wish }) => wish)).toEqual([
    { bestAvailable: { ...party, categoryId: 'gold' } },
    { standing: { sectionId: 'pit', quantity: 3 } },
  ]);
  expect(waitingOffers(hall, freeSeats('000000', '0000'), party)[0]?.wish).toEqual({ bestAvailable: party });
});
