import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, cookieOf, someUser, type TestUser } from '@ticketing/testing/api';
import {
  type CatalogFixture,
  type Hall,
  hallCategories,
  hallSections,
  inHours,
  type PerformanceBody,
  startCatalog,
} from './catalog-fixture.ts';

let catalog: CatalogFixture;
let hall: Hall;
beforeAll(async () => {
  catalog = await startCatalog();
  hall = await catalog.givenHall();
});
afterAll(() => catalog.stop());

const act = (id: string, action: 'publication' | 'closing', as: TestUser | undefined = hall.owner) =>
  catalog.send('POST', `/api/performances/${id}/${action}`, as);
const edit = (id: string, body: object, headers: Record<string, string> = {}, as: TestUser = hall.owner) =>
  catalog.send('PUT', `/api/performances/${id}`, as, body, headers);
const read = (id: string, as?: TestUser) => catalog.send('GET', `/api/performances/${id}`, as);
const eventsOf = async (id: string) =>
  (await catalog.outboxOf(id)).map(({ topic, sequence, payload }) => ({
    topic,
    sequence,
    version: (payload as { version: number }).version,
  }));
const journey = { kind: 'departure', originId: 'berlin-de', destinationId: 'vienna-at', arrivesAt: inHours(57) };

describe('a draft', () => {
  it('is made with its members’ eyes only, and publishes nothing', async () => {
    const body = {
      ...{ organiserId: hall.organiserId, venueId: hall.venueId, title: ' Quartets ', startsAt: inHours(48) },
      heldBack: [{ name: 'Press', seatIds: ['stalls:A:1'] }],
      categories: hallCategories,
    };
    const made = await catalog.send('POST', '/api/performances', hall.owner, body);
    const { id } = made.body as PerformanceBody;
    expect(made).toMatchObject({
      status: 201,
      body: {
        ...{ title: 'Quartets', kind: 'performance', status: 'draft', version: null, maxParty: 8, currency: 'USD' },
        ...{ place: { id: 'vienna-at' }, venue: { id: hall.venueId, name: 'Großer Saal' }, timeZone: 'Europe/Vienna' },
        ...{ fromPrice: 19.5, heldBack: body.heldBack, saleStartsAt: null, saleEndsAt: null, description: null },
        categories: [
          { id: 'a', name: 'Seats', price: 49 },
          { id: 'b', name: 'Floor', price: 19.5 },
        ],
      },
    });
    expect([made.headers.get('location'), made.headers.get('etag')]).toEqual([`/api/performances/${id}`, '"draft-0"']);

    const scanner = await catalog.givenMember(hall, 'scanner');
    expect((await read(id, scanner)).body).toMatchObject({ id, heldBack: body.heldBack, seatMap: { version: 1 } });
    for (const other of [undefined, someUser()]) expect((await read(id, other)).status).toBe(404);
    expect((await edit(id, { title: 'Mine' }, {}, someUser())).status).toBe(404);
    expect(await catalog.outboxOf(id)).toEqual([]);
  });

  it('can change altogether', async () => {
    const { id } = await catalog.givenDraft(hall);
    const other = await catalog.send('POST', '/api/venues', hall.owner, {
      ...{ organiserId: hall.organiserId, name: 'Train', placeId: 'berlin-de' },
    });
    const venueId = (other.body as { id: string }).id;
    const edited = await edit(id, { ...journey, venueId, maxParty: 4 }, { 'if-match': '"draft-0"' });
    expect(edited).toMatchObject({
      status: 200,
      body: {
        kind: 'departure',
        maxParty: 4,
        title: 'Quartets',
        origin: { id: 'berlin-de' },
        timeZone: 'Europe/Berlin',
      },
    });
    expect(edited.headers.get('etag')).toBe('"draft-1"');
    expect(codesOf(await edit(id, { title: 'Trios' }, { 'if-match': '"draft-0"' }))).toEqual(['stale_version']);
    expect((await edit(id, {})).headers.get('etag')).toBe('"draft-1"');
  });

  it.each<[object, string]>([
    [{ saleEndsAt: inHours(49) }, 'sale_ends_after_start'],
    [{ saleStartsAt: inHours(48) }, 'sale_starts_after_end'],
    [{ kind: 'departure' }, 'journey_required'],
    [{ ...journey, kind: 'performance' }, 'journey_not_allowed'],
    [{ ...journey, arrivesAt: inHours(47) }, 'arrives_before_start'],
    [{ categories: [hallCategories[0], hallCategories[0]] }, 'duplicate_category'],
    [{ heldBack: [{ name: 'Press', seatIds: ['stalls:A:1', 'stalls:A:1'] }] }, 'seat_held_twice'],
    [{ heldBack: [{ name: 'Press', seatIds: ['A:1'] }] }, 'invalid_input'],
    [{ title: '\u200b' }, 'invalid_input'],
    [{ kind: 'match' }, 'invalid_input'],
    [{ maxParty: 13 }, 'invalid_input'],
    [{ maxParty: 0 }, 'invalid_input'],
    [{ categories: [{ id: 'a', name: 'Seats', price: 0.49 }] }, 'invalid_input'],
    [{ categories: [{ id: 'a:b', name: 'Seats', price: 1 }] }, 'invalid_input'],
    [{ startsAt: '2027-02-30T00:00:00Z' }, 'invalid_input'],
    [{ originId: '../berlin' }, 'invalid_input'],
  ])('is refused: %j', async (change, code) => {
    const { organiserId, venueId, owner } = hall;
    const body = { organiserId, venueId, title: 'Quartets', startsAt: inHours(48), ...change };
    const answer = await catalog.send('POST', '/api/performances', owner, body);
    expect([answer.status, codesOf(answer)]).toEqual([400, [code]]);
  });

  it('is for the roles that sell, in their own venue', async () => {
    const other = await catalog.givenHall();
    const body = { organiserId: hall.organiserId, venueId: hall.venueId, title: 'Quartets', startsAt: inHours(48) };
    const post = (as: TestUser, change: object = {}) =>
      catalog.send('POST', '/api/performances', as, { ...body, ...change });
    expect((await post(await catalog.givenMember(hall, 'box_office'))).status).toBe(201);
    expect(codesOf(await post(await catalog.givenMember(hall, 'finance')))).toEqual(['role_required']);
    expect((await post(someUser())).status).toBe(401);
    expect((await post(hall.owner, { venueId: other.venueId })).status).toBe(401);
    expect((await post(hall.owner, { venueId: 'f'.repeat(24) })).status).toBe(404);
    expect((await post(hall.owner, { organiserId: 'f'.repeat(24) })).status).toBe(404);
    expect((await post(hall.owner, { ...journey, destinationId: 'atlantis-xx' })).status).toBe(404);
  });

  it('is made once for the same Idempotency-Key, also after a crash', async () => {
    const { organiserId, venueId, owner } = hall;
    const body = { organiserId, venueId, title: 'Once', startsAt: inHours(48) };
    const key = { 'idempotency-key': randomUUID() };
    const post = () => catalog.send('POST', '/api/performances', owner, body, key);
    const [first] = await Promise.all([post(), post()]);
    await catalog.expireResponses();
    const again = await post();
    expect((again.body as PerformanceBody).id).toBe((first.body as PerformanceBody).id);
  });
});

describe('a publication', () => {
  it('puts the seats of the moment into the first event, and into what visitors read', async () => {
    const own = await catalog.givenHall();
    const { id } = await catalog.givenDraft(own, { heldBack: [{ name: 'Press', seatIds: ['stalls:A:1'] }] });
    const published = await act(id, 'publication', own.owner);
    expect([published.status, published.headers.get('etag')]).toEqual([200, '"0"']);
    expect(published.body).toMatchObject({ status: 'on_sale', version: 0 });
    const [row, ...more] = await catalog.outboxOf(id);
    expect([row, more]).toMatchObject([
      {
        ...{ topic: 'catalog.performance.published.v1', key: id, sequence: 0 },
        payload: {
          ...{ id, organiserId: own.organiserId, timeZone: 'Europe/Vienna', version: 0, heldBack: ['stalls:A:1'] },
          categories: [
            { id: 'a', price: 4_900 },
            { id: 'b', price: 1_950 },
          ],
          sections: [
            { id: 'stalls', standing: null, rows: [{ label: 'A' }, { label: 'B' }] },
            { id: 'floor', rows: [], standing: { quota: 50, categoryId: 'b' } },
          ],
        },
      },
      [],
    ]);

    // Another map for later performances.
    await catalog.send('PUT', `/api/venues/${own.venueId}/seat-map`, own.owner, { sections: hallSections.slice(0, 1) });
    const seen = await read(id);
    expect(seen).toMatchObject({
      status: 200,
      body: { organiser: { id: own.organiserId, name: 'Kammersaal' }, seatMap: { version: 1 }, maxParty: 8 },
    });
    expect(seen.body).not.toHaveProperty('heldBack');
    expect((seen.body as { seatMap: { sections: unknown[] } }).seatMap.sections).toHaveLength(2);
    expect(seen.headers.get('etag')).toBe('"0"');
  });

  it('happens once, however many ask at once', async () => {
    const { id } = await catalog.givenDraft(hall);
    const answers = await Promise.all(Array.from({ length: 4 }, () => act(id, 'publication')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await eventsOf(id)).toEqual([{ topic: 'catalog.performance.published.v1', sequence: 0, version: 0 }]);
  });

  it('and an edit at once agree with the events', async () => {
    const { id } = await catalog.givenDraft(hall);
    await Promise.all([act(id, 'publication'), edit(id, { title: 'Trios' }), edit(id, { description: 'New' })]);
    const { body } = await read(id);
    const events = await catalog.outboxOf(id);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index));
    expect(body).toMatchObject({ title: 'Trios', description: 'New', version: events.length - 1 });
    expect(events.at(-1)?.payload).toMatchObject({ title: 'Trios' });
  });

  it.each<[string, object]>([
    ['start_in_past', { startsAt: inHours(-1) }],
    ['sale_end_in_past', { saleEndsAt: inHours(-1) }],
    ['category_missing', { categories: hallCategories.slice(0, 1) }],
    ['category_unused', { categories: [...hallCategories, { id: 'c', name: 'C', price: 1 }] }],
    ['unknown_seat', { heldBack: [{ name: 'Press', seatIds: ['stalls:C:1'] }] }],
  ])('is refused: %s', async (code, change) => {
    const { id } = await catalog.givenDraft(hall, change);
    const answer = await act(id, 'publication');
    expect([answer.status, codesOf(answer)]).toEqual([400, [code]]);
    expect(await catalog.outboxOf(id)).toEqual([]);
  });

  it('needs a seat map, a role and a confirmed address', async () => {
    const empty = await catalog.givenHall({ sections: null });
    const { id: withoutSeats } = await catalog.givenDraft(empty);
    expect(codesOf(await act(withoutSeats, 'publication', empty.owner))).toEqual(['seat_map_missing']);

    const { id } = await catalog.givenDraft(hall);
    expect(codesOf(await act(id, 'publication', await catalog.givenMember(hall, 'finance')))).toEqual([
      'role_required',
    ]);
    expect((await act(id, 'publication', someUser())).status).toBe(404);
    const cookie = cookieOf(hall.owner, { email_verified: false });
    const path = `/api/performances/${id}/publication`;
    const unconfirmed = await catalog.send('POST', path, undefined, undefined, { cookie });
    expect([unconfirmed.status, codesOf(unconfirmed)]).toEqual([403, ['email_not_verified']]);
  });
});

describe('a published performance', () => {
  it('changes in texts, times and prices; the version rises exactly with an event', async () => {
    const { id } = await catalog.givenPublished(hall);
    const prices = hallCategories.map((category) => ({ ...category, price: 20 }));
    const change = { title: 'Trios', startsAt: inHours(50), saleEndsAt: inHours(40), categories: prices };
    const edited = await edit(id, change, { 'if-match': '"0"' });
    expect(edited).toMatchObject({ status: 200, body: { title: 'Trios', version: 1, fromPrice: 20 } });
    expect((await edit(id, change)).body).toMatchObject({ version: 1 });
    expect((await act(id, 'publication')).body).toMatchObject({ version: 1 });
    expect((await act(id, 'closing')).body).toMatchObject({ version: 2, status: 'closed' });
    expect((await act(id, 'closing')).body).toMatchObject({ version: 2, status: 'closed' });
    expect(codesOf(await act(id, 'publication'))).toEqual(['sale_closed']);

    expect(await eventsOf(id)).toEqual([
      { topic: 'catalog.performance.published.v1', sequence: 0, version: 0 },
      { topic: 'catalog.performance.updated.v1', sequence: 1, version: 1 },
      { topic: 'catalog.performance.updated.v1', sequence: 2, version: 2 },
    ]);
    const last = (await catalog.outboxOf(id)).at(-1);
    expect(last?.payload).toMatchObject({ title: 'Trios', status: 'closed', categories: [{ price: 2_000 }, {}] });
  });

  it('keeps what buyers rely on', async () => {
    const { id } = await catalog.givenPublished(hall);
    const changes = [{ maxParty: 2 }, { heldBack: [{ name: 'Press', seatIds: ['stalls:A:1'] }] }, journey];
    for (const change of [...changes, { categories: hallCategories.slice(0, 1) }])
      expect(codesOf(await edit(id, change))).toEqual(['fixed_after_publication']);
    expect(codesOf(await edit(id, { startsAt: inHours(-1) }))).toEqual(['start_in_past']);
    expect(codesOf(await edit(id, { title: 'Trios' }, { 'if-match': '"1"' }))).toEqual(['stale_version']);
    expect((await edit(id, { title: 'Trios' }, {}, someUser())).status).toBe(401);
  });

  it('is not closed before it is on sale, nor by others', async () => {
    const { id } = await catalog.givenDraft(hall);
    expect(codesOf(await act(id, 'closing'))).toEqual(['not_published']);
    const { id: published } = await catalog.givenPublished(hall);
    expect((await act(published, 'closing', someUser())).status).toBe(401);
    expect((await act('f'.repeat(24), 'closing')).status).toBe(404);
  });
});

describe('a person’s own performances', () => {
  it('are those of their organisers in every state, newest first, page by page', async () => {
    const own = await catalog.givenHall();
    const first = await catalog.givenPublished(own, { title: 'First' });
    const second = await catalog.givenDraft(own, { title: 'Second' });
    const page = await catalog.send('GET', '/api/performances/mine?limit=1', own.owner);
    expect(page.body).toMatchObject([{ id: second.id, status: 'draft', version: null }]);
    const [, next = ''] = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '') ?? [];
    const rest = await catalog.send('GET', next, own.owner);
    expect([rest.body, rest.headers.get('link')]).toMatchObject([[{ id: first.id, status: 'on_sale' }], null]);
    expect((await catalog.send('GET', '/api/performances/mine', someUser())).body).toEqual([]);
  });
});
