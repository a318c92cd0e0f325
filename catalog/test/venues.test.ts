import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, someUser } from '@ticketing/testing/api';
import { maxSeatMapBytes } from '../src/http/seat-map-schemas.ts';
import { type CatalogFixture, type Hall, hallSections, startCatalog } from './catalog-fixture.ts';

let catalog: CatalogFixture;
let hall: Hall;
beforeAll(async () => {
  catalog = await startCatalog();
  hall = await catalog.givenHall();
});
afterAll(() => catalog.stop());

const put = (sections: unknown, { owner, venueId } = hall) =>
  catalog.send('PUT', `/api/venues/${venueId}/seat-map`, owner, { sections });

describe('a venue', () => {
  it('is read by its members, with the newest seat map and the ids of its seats', async () => {
    const scanner = await catalog.givenMember(hall, 'scanner');
    const { status, body } = await catalog.send('GET', `/api/venues/${hall.venueId}`, scanner);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ id: hall.venueId, name: 'Großer Saal', seatMapVersion: 1, seatCount: 8, standingQuota: 50 },
      place: { id: 'vienna-at', timeZone: 'Europe/Vienna' },
      seatMap: { version: 1, sections: [{ id: 'stalls', rows: [{ label: 'A' }, { label: 'B' }] }, { id: 'floor' }] },
    });
    const { sections } = (body as { seatMap: { sections: { rows: { seats: unknown[] }[] }[] } }).seatMap;
    expect(sections[0]?.rows[0]?.seats).toEqual([
      { id: 'stalls:A:1', number: '1', x: 1 },
      { id: 'stalls:A:2', number: '2', x: 2 },
      { id: 'stalls:A:3', number: '3', x: 4 },
      { id: 'stalls:A:4', number: '4', x: 5 },
    ]);
    const list = await catalog.send('GET', `/api/venues?organiserId=${hall.organiserId}`, scanner);
    expect(list.body).toMatchObject([{ id: hall.venueId, seatMapVersion: 1 }]);
  });

  it('is nobody else’s business', async () => {
    const stranger = someUser();
    expect((await catalog.send('GET', `/api/venues/${hall.venueId}`, stranger)).status).toBe(401);
    expect((await catalog.send('GET', `/api/venues?organiserId=${hall.organiserId}`, stranger)).status).toBe(401);
    expect((await catalog.send('GET', `/api/venues?organiserId=${'f'.repeat(24)}`, stranger)).status).toBe(404);
    expect((await put(hallSections, { ...hall, owner: stranger })).status).toBe(401);
  });

  it('is made by owners and the box office', async () => {
    const make = async (role: string) =>
      catalog.send('POST', '/api/venues', await catalog.givenMember(hall, role), {
        ...{ organiserId: hall.organiserId, name: 'Small hall', placeId: 'berlin-de' },
      });
    expect((await make('box_office')).status).toBe(201);
    for (const role of ['scanner', 'finance']) {
      const refused = await make(role);
      expect([refused.status, codesOf(refused)]).toEqual([403, ['role_required']]);
    }
  });

  it('is at a known place', async () => {
    const body = { organiserId: hall.organiserId, name: 'Hall', placeId: 'atlantis-xx' };
    expect((await catalog.send('POST', '/api/venues', hall.owner, body)).status).toBe(404);
  });
});

describe('a seat map', () => {
  it('gets a version for other content, and none for the same in another form', async () => {
    const own = await catalog.givenHall();
    const [read] = [await catalog.send('GET', `/api/venues/${own.venueId}`, own.owner)];
    const { sections } = (read.body as { seatMap: { sections: unknown[] } }).seatMap;
    expect((await put(sections, own)).body).toEqual({ version: 1, seatCount: 8, standingQuota: 50 });
    expect((await put(hallSections.slice(0, 1), own)).body).toEqual({ version: 2, seatCount: 8, standingQuota: 0 });
    expect((await put(hallSections, own)).body).toMatchObject({ version: 3 });
  });

  it('gets versions one after the other when two people save at once', async () => {
    const own = await catalog.givenHall();
    const answers = await Promise.all([put(hallSections.slice(0, 1), own), put(hallSections.slice(1), own)]);
    expect(answers.map(({ body }) => (body as { version: number }).version).sort()).toEqual([2, 3]);
  });

  it('may have 20,000 seats in the long form', async () => {
    const seats = Array.from({ length: 200 }, (_, n) => ({
      ...{ number: String(n + 1), x: n + 1, isAccessible: n === 0, hasRestrictedView: false },
    }));
    const sections = Array.from({ length: 10 }, (_, section) => ({
      id: `block-${section}`,
      name: `Block ${section}`,
      rows: Array.from({ length: 10 }, (_row, row) => ({ label: String(row), categoryId: 'a', seats })),
    }));
    const own = await catalog.givenHall();
    expect((await put(sections, own)).body).toMatchObject({ version: 2, seatCount: 20_000 });
    const { body } = await catalog.send('GET', `/api/venues/${own.venueId}`, own.owner);
    expect(body).toMatchObject({ seatCount: 20_000 });
    expect(JSON.stringify(body)).toContain('{"id":"block-9:9:1","number":"1","x":1,"isAccessible":true}');
  });

  it('is refused with the field and the rule that it breaks', async () => {
    const twice = [hallSections[0], hallSections[0]];
    const answer = await put(twice);
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ code: 'duplicate_seat_name', field: 'sections.1.id' }] },
    });
    for (const sections of [[], 'x', [{}], [{ ...hallSections[0], rows: 'A' }], [{ ...hallSections[0], name: ' ' }]])
      expect((await put(sections)).status).toBe(400);
    const body = { organiserId: hall.organiserId, name: 'Hall', placeId: 'berlin-de', seatMap: { sections: twice } };
    expect(codesOf(await catalog.send('POST', '/api/venues', hall.owner, body))).toEqual(['duplicate_seat_name']);
  });

  it('is read only from people who are signed in, and up to a size', async () => {
    const large = { sections: [], more: 'x'.repeat(maxSeatMapBytes) };
    const path = `/api/venues/${hall.venueId}/seat-map`;
    expect((await catalog.send('PUT', path, hall.owner, large)).status).toBe(413);
    expect((await catalog.send('PUT', path, undefined, { sections: [], more: 'x'.repeat(500_000) })).status).toBe(401);
    expect((await catalog.send('POST', '/api/organisers', hall.owner, large)).status).toBe(413);
  });
});
