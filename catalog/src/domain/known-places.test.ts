import { expect, it } from '@jest/globals';
import { knownPlaces } from './known-places.ts';
import { placeIdPattern } from './place.ts';

it('each place has an id of its own and a zone that engines know', () => {
  expect(new Set(knownPlaces.map(({ id }) => id)).size).toBe(knownPlaces.length);
  for (const { id, timeZone } of knownPlaces) {
    expect(id).toMatch(placeIdPattern);
    expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  }
});
