import type { FreeSeats } from '@/api/schemas.ts';
import type { SeatMap } from './api/schemas.ts';
import { type Hall, hallSections } from './hall.ts';

/** Row A: seats 1 to 6 with an aisle after 3; row B: 1 to 4, of which 1 is for a wheelchair and 4 has a poor view. */
const seatMap: SeatMap = {
  version: 1,
  sections: [
    {
      id: 'st',
      name: 'Stalls',
      standing: null,
      rows: [
        {
          label: 'A',
          categoryId: 'gold',
          seats: [1, 2, 3, 5, 6, 7].map((x, index) => ({
            id: `st:A:${index + 1}`,
            number: `${index + 1}`,
            x,
          })),
        },
        {
          label: 'B',
          categoryId: 'silver',
          seats: [
            { id: 'st:B:1', number: '1', x: 1, isAccessible: true },
            { id: 'st:B:2', number: '2', x: 2 },
            { id: 'st:B:3', number: '3', x: 3 },
            { id: 'st:B:4', number: '4', x: 4, hasRestrictedView: true },
          ],
        },
      ],
    },
    { id: 'pit', name: 'Pit', rows: [], standing: { quota: 10, categoryId: 'floor' } },
  ],
};

export const hall: Hall = {
  performanceId: 'p1',
  currency: 'USD',
  maxParty: 3,
  categories: [
    { id: 'gold', name: 'Gold', price: 49.1 },
    { id: 'silver', name: 'Silver', price: 29.2 },
    { id: 'floor', name: 'Floor', price: 19.99 },
  ],
  sections: hallSections(seatMap),
};

/** @param a, b the free seats of the rows, as the API's texts */
export const freeSeats = (a = '111111', b = '1111', pit = 10): FreeSeats => ({
  performanceId: 'p1',
  status: 'on_sale',
  seats: { st: { A: a, B: b } },
  standing: { pit },
});
