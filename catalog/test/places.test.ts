import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { silentLogger } from '@ticketing/common/log';
import { followChanges } from '@ticketing/common/mongo';
import { cookieOf, someUser } from '@ticketing/testing/api';
import { knownPlaces } from '../src/domain/known-places.ts';
import { createPlaceStore, placesCollection } from '../src/store/place-store.ts';
import { createPlacesCopy } from '../src/store/places-copy.ts';
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
  await Promise.all(stores.map((places) => places.saveKnown(knownPlaces)));
  expect(await catalog.connection.collection('places').countDocuments()).toBe(knownPlaces.length);
});

describe('an operator', () => {
  const asOperator = { cookie: cookieOf(someUser(), { roles: ['operator'] }) };
  const put = (id: string, body: object, headers: Record<string, string> = asOperator) =>
    catalog.send('PUT', `/api/places/${id}`, undefined, body, headers);
  const graz = { name: 'Graz', country: 'Austria', timeZone: 'Europe/Vienna' };

  it('adds a place and corrects it; every process hears of it', async () => {
    const { connection, stores } = catalog;
    const other = createPlacesCopy(createPlaceStore(connection).readAll);
    const invalidate = () => {
      stores.placesCopy.invalidate();
      other.invalidate();
    };
    const gap = Promise.withResolvers<void>();
    const stop = followChanges(connection, placesCollection, {
      onChange: invalidate,
      onGap: gap.resolve,
      log: silentLogger(),
    });
    await gap.promise;
    expect([await namesOf('?q=gra'), await other.search('gra', 20)]).toEqual([[], []]);
    for (const name of ['Graz', 'Graz an der Mur']) {
      expect(await put('graz-at', { ...graz, name })).toMatchObject({ status: 200, body: { id: 'graz-at', name } });
      const seen = async () => {
        const names = [await namesOf('?q=gra'), (await other.search('gra', 20)).map((place) => place.name)];
        return names.every(([first]) => first === name) || null;
      };
      expect(await waitFor(seen, { timeoutMs: 10_000 })).toBe(true);
    }
    await stop();
  });

  it('is not overruled by the next start', async () => {
    await put('zurich-ch', { name: 'Zürich HB', country: 'Switzerland', timeZone: 'Europe/Zurich' });
    await catalog.stores.places.saveKnown(knownPlaces);
    expect(await catalog.stores.places.findById('zurich-ch')).toMatchObject({ name: 'Zürich HB' });
    expect(await catalog.stores.places.findById('vienna-at')).toMatchObject({ name: 'Vienna' });
  });

  it.each([
    [400, 'graz-at', { ...graz, timeZone: 'Europe/Graz' }],
    [400, 'graz-at', { ...graz, name: ' ' }],
    [404, 'Graz', graz],
  ])('is refused: %i', async (status, id, body) => expect((await put(id, body)).status).toBe(status));

  it('is needed', async () => {
    expect((await put('graz-at', graz, { cookie: cookieOf(someUser()) })).status).toBe(403);
    expect((await put('graz-at', graz, {})).status).toBe(401);
  });
});
