import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { knownPlaces } from '../src/domain/known-places.ts';
import { createPlaceStore } from '../src/store/place-store.ts';
import { type CatalogFixture, startCatalog } from './catalog-fixture.ts';

let catalog: CatalogFixture;
beforeAll(async () => {
  catalog = await startCatalog();
});
afterAll(() => catalog.stop());

const namesOf = async (query: string): Promise<string[]> =>
  ((await catalog.send('GET', `/api/places${query}`, undefined)).body as { name: string }[]).map(({ name }) => name);

it.each([
  ['?q=lo', ['London', 'Los Angeles']],
  ['?q=ZUR', ['Zürich']],
  ['?q=zuer', ['Zürich']],
  ['?q=s%C3%A3o', ['São Paulo']],
  ['?q=istan', ['İstanbul']],
  ['?q=york', ['New York']],
  ['?q=san%20f', ['San Francisco']],
  ['?q=atlantis', []],
  ['?q=b&limit=2', ['Bangkok', 'Barcelona']],
])('finds places by the beginning of a name: %s', async (query, names) => {
  expect(await namesOf(query)).toEqual(names);
});

it('shows at most 20 places, each with its zone', async () => {
  expect(await namesOf('')).toHaveLength(20);
  const { body } = await catalog.send('GET', '/api/places?q=bogota', undefined);
  expect(body).toEqual([{ id: 'bogota-co', name: 'Bogotá', country: 'Colombia', timeZone: 'America/Bogota' }]);
});

it('has each place once, however often the service starts', async () => {
  const stores = [createPlaceStore(catalog.connection), createPlaceStore(catalog.connection)];
  await Promise.all(stores.map((places) => places.saveAll(knownPlaces)));
  expect(await catalog.connection.collection('places').countDocuments()).toBe(knownPlaces.length);
});
