import { expect, it } from '@jest/globals';
import { placeOf } from './place.ts';

const nowhere = { venue: null, city: null, from: null, to: null };

it.each([
  [{ ...nowhere, venue: 'Foundry', city: 'Berlin' }, 'Foundry, Berlin'],
  [{ ...nowhere, city: 'Berlin' }, 'Berlin'],
  [{ ...nowhere, city: 'Berlin', from: 'Berlin', to: 'Wien' }, 'Berlin → Wien'],
  [nowhere, null],
])('%j is %s', (ticket, place) => {
  expect(placeOf(ticket)).toBe(place);
});
