import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { someUser } from '@ticketing/testing/api';
import { each, type InvalidRequest, itRejects, outOfRange, requestTarget } from '@ticketing/testing/invalid-input';
import { type CatalogFixture, type Hall, inHours, startCatalog } from './catalog-fixture.ts';

let catalog: CatalogFixture;
let hall: Hall;
let published: string;
beforeAll(async () => {
  catalog = await startCatalog();
  hall = await catalog.givenHall();
  ({ id: published } = await catalog.givenPublished(hall));
});
afterAll(() => catalog.stop());

const placeIds = ['a', 'Berlin-de', 'berlin-de/..', '%00', 'x'.repeat(400), '%24ne', '-'];
const words = ['x'.repeat(101), '%00'];
const post = (path: string, body: unknown, status = 400): InvalidRequest => ({
  method: 'POST',
  path,
  as: hall.owner,
  body,
  status,
});
const put = (path: string, body: unknown, status = 400): InvalidRequest => ({
  ...post(path, body, status),
  method: 'PUT',
});
const performance = (change: object) =>
  post('/api/performances', {
    ...{ organiserId: hall.organiserId, venueId: hall.venueId, title: 'Quartets', startsAt: inHours(48) },
    ...change,
  });
const seatMap = (seats: unknown) =>
  put(`/api/venues/${hall.venueId}/seat-map`, {
    sections: [{ id: 's', name: 'S', rows: [{ label: 'A', categoryId: 'a', seats }] }],
  });

describe('the catalog API', () => {
  itRejects(
    ({ method, path, ...options }) => catalog.api.request(method, path, options),
    () => [
      ...each(outOfRange.instantCursors(), '/api/performances?cursor=*'),
      ...each(outOfRange.cursors(), '/api/performances?cursor=*'),
      ...each(outOfRange.cursors(), '/api/performances/mine?cursor=*', 400, { as: hall.owner }),
      ...each(outOfRange.cursors(randomUUID()), `/api/performances/${published}/manifest?cursor=*`, 400, {
        as: hall.owner,
      }),
      ...each(outOfRange.limits, '/api/performances?limit=*'),
      ...each(outOfRange.limits, `/api/performances/${published}/manifest?limit=*`, 400, { as: hall.owner }),
      ...each([...outOfRange.limits, '21'], '/api/places?limit=*'),
      ...each(outOfRange.instants, '/api/performances?from=*'),
      ...each(outOfRange.instants, '/api/performances?to=*'),
      ...['placeId', 'originId', 'destinationId'].flatMap((name) => each(placeIds, `/api/performances?${name}=*`)),
      ...each(words, '/api/performances?q=*'),
      ...each(words, '/api/places?q=*'),
      ...each(['match', '', '%00'], '/api/performances?kind=*'),
      ...each(['third', '', 'First', '%00'], '/api/performances?fareClass=*'),
      ...each(outOfRange.objectIds, '/api/performances/*', 404),
      ...each(outOfRange.objectIds, '/api/performances/*/manifest', 404, { as: hall.owner }),
      ...each(outOfRange.objectIds, '/api/venues/*', 404, { as: hall.owner }),
      ...each(outOfRange.objectIds, '/api/venues?organiserId=*', 400, { as: hall.owner }),
      ...each(outOfRange.objectIds, '/api/organisers/*/crew', 404, { as: hall.owner }),
      ...each(outOfRange.objectIds, '/api/performances/*/crew', 404, { as: hall.owner }),
      ...outOfRange.objectIds.flatMap((id) => [
        put(`/api/organisers/${hall.organiserId}/crew/${id}`, { name: 'Ada' }, 404),
        put(`/api/performances/${published}/crew/${id}`, { role: 'driver' }, 404),
        put(`/api/venues/${id}/crew-needs`, { needs: [] }, 404),
      ]),
      ...[
        ...[{}, { name: ' ' }, { name: 'x'.repeat(101) }, { name: 'a\u202eb' }, { staffNumber: 1 }],
        ...[
          { name: 'A', qualifications: [{ name: 'Class 482' }] },
          { name: 'A', qualifications: {} },
        ],
        { name: 'A', qualifications: [{ name: 'a320', validUntil: '2027-02-30' }] },
        { name: 'A', qualifications: [{ name: 'a320' }, { name: 'a320', validUntil: '2027-02-28' }] },
      ].map((body) => post(`/api/organisers/${hall.organiserId}/crew`, body)),
      ...[
        ...[null, {}, [{ role: 'driver' }], [{ role: 'Driver', count: 1 }], [{ role: 'driver', count: 0 }]],
        ...[
          [{ role: 'driver', count: 1e300 }],
          [{ role: 'driver', count: 1, atLeast: [{ qualification: 'a', count: 2 }] }],
        ],
        Array.from({ length: 2 }, () => ({ role: 'driver', count: 1 })),
      ].map((needs) => put(`/api/venues/${hall.venueId}/crew-needs`, { needs })),
      ...outOfRange.objectIds.map((id) => ({ ...post(`/api/schedules/${id}`, undefined, 404), method: 'DELETE' })),
      ...outOfRange.objectIds.map((id) => post(`/api/performances/${id}/cancellation`, { reason: 'Snow' }, 404)),
      ...each(outOfRange.objectIds, '/api/performances/*/refunds', 404, { as: hall.owner }),
      ...['%00', 'a b', 'x'.repeat(129), 'é'].map((id) =>
        put(`/api/organisers/${hall.organiserId}/members/${id}`, { role: 'owner' }, 404),
      ),
      ...[{}, { role: 'admin' }, { role: { $ne: null } }].map((body) =>
        put(`/api/organisers/${hall.organiserId}/members/x`, body),
      ),
      ...[{}, { name: ' ' }, { name: 'x'.repeat(101) }, { name: 'a\u202eb' }, { name: 1 }].map((body) =>
        post('/api/organisers', body),
      ),
      ...[1e300, -1, 1e-7, '9'.repeat(400), 0, '0.49'].map((price) =>
        performance({ categories: [{ id: 'a', name: 'A', price }] }),
      ),
      ...[{ startsAt: '9999-12-31T23:59:59-23:59' }, { maxParty: 1e300 }, { venueId: 'x' }, { categories: {} }].map(
        performance,
      ),
      ...[
        ...[null, 'x', {}, { from: 1 }, { from: 1, to: 1e300 }, { from: -1, to: 3 }, { from: 1.5, to: 2 }],
        ...[
          { from: 0, to: 9_999 },
          { from: 1, to: 4, aislesAfter: ['2'] },
          [{ number: 1, x: 1 }],
          [{ number: '1', x: 2 ** 53 }],
        ],
        ...[[{ number: '1', x: 2_001 }], [{ number: '\0', x: 1 }], [{ number: '1', x: Number.NaN }]],
      ].map(seatMap),
      ...['"9"', `"${'9'.repeat(400)}"`, 'W/"0"', '0', ''].map((tag) => ({
        ...put(`/api/performances/${published}`, { title: 'Trios' }, 409),
        headers: { 'if-match': tag },
      })),
    ],
  );

  it('accepts the highest cursor', async () => {
    const answer = await catalog.send('GET', `/api/performances?cursor=253402300799999-${'f'.repeat(24)}`, undefined);
    expect([answer.status, answer.body]).toEqual([200, []]);
  });

  it('accepts a request line with an impossible host', async () => {
    expect(await requestTarget(catalog.api, 'http://host:99999/api/performances?limit=1')).toBe(200);
  });

  it('reports a limited number of problems', async () => {
    const sections = Array.from({ length: 500 }, () => ({}));
    const answer = await catalog.send('PUT', `/api/venues/${hall.venueId}/seat-map`, hall.owner, { sections });
    expect((answer.body as { errors: unknown[] }).errors).toHaveLength(100);
  });

  it('asks for a session before it looks at anything else', async () => {
    for (const [method, path] of [
      ['POST', '/api/organisers'],
      ['POST', '/api/venues'],
      ['POST', '/api/performances'],
      ['PUT', `/api/performances/${published}`],
      ['POST', `/api/performances/${published}/publication`],
      ['POST', `/api/performances/${published}/cancellation`],
      ['POST', '/api/schedules'],
      ['DELETE', `/api/schedules/${published}`],
    ] as const)
      expect((await catalog.send(method, path, undefined, {})).status).toBe(401);
    expect((await catalog.send('POST', `/api/performances/${published}/publication`, someUser())).status).toBe(401);
  });
});
