import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, codesOf, cookieOf, someUser } from '@ticketing/testing/api';
import { orderOf, startTickets, type TicketBody, type TicketsFixture } from './tickets-fixture.ts';

let tickets: TicketsFixture;
beforeAll(async () => {
  tickets = await startTickets();
});
afterAll(() => tickets.stop());

const list = (query = '') => tickets.api.request('GET', `/api/tickets${query}`);
const titlesOf = ({ body }: Answer): string[] => (body as TicketBody[]).map(({ title }) => title);
const messagesOf = ({ body }: Answer): string[] =>
  (body as { errors: { message: string }[] }).errors.map(({ message }) => message);
const nextOf = ({ headers }: Answer): string | undefined =>
  /^<\/api\/tickets(\?[^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];

describe('POST /api/tickets', () => {
  it('lists a ticket with its first event, with the price in minor units', async () => {
    const seller = someUser();
    const body = { title: '  Concert ', price: '19.99' };
    const answer = await tickets.api.request('POST', '/api/tickets', { as: seller, body });

    const { id } = answer.body as TicketBody;
    const listed = { id, title: 'Concert', price: 19.99, currency: 'USD', userId: seller.id, version: 0 };
    expect(answer).toMatchObject({ status: 201, body: { ...listed, status: 'available', orderId: null } });
    expect([answer.headers.get('location'), answer.headers.get('etag')]).toEqual([`/api/tickets/${id}`, '"0"']);
    expect(await tickets.read(id)).toEqual(answer.body);
    expect(await tickets.outboxOf(id)).toMatchObject([
      {
        topic: 'tickets.ticket.created.v1',
        key: id,
        sequence: 0,
        payload: { ...listed, price: 1999, status: 'available' },
      },
    ]);
  });

  it('is for sellers with a confirmed address where one is required; a token without the claim counts as confirmed', async () => {
    const seller = someUser();
    const post = (path: string, claims: object) =>
      tickets.api.request('POST', `/api/tickets${path}`, {
        headers: { cookie: cookieOf(seller, { ...claims }) },
        ...(path === '' && { body: { title: 'Concert', price: 10 } }),
      });
    const refused = await post('', { email_verified: false });
    expect([refused.status, codesOf(refused)]).toEqual([403, ['email_not_verified']]);
    expect((await post('', { email_verified: true })).status).toBe(201);

    const { body } = await post('', {});
    const relisting = `/${(body as TicketBody).id}/relisting`;
    await tickets.api.request('DELETE', `/api/tickets/${(body as TicketBody).id}`, { as: seller });
    expect(codesOf(await post(relisting, { email_verified: false }))).toEqual(['email_not_verified']);
    expect((await post(relisting, {})).status).toBe(200);
  });

  it.each([
    [{ price: 1 }, 'Title is required'],
    [{ title: ' ', price: 1 }, 'Title is required'],
    [{ title: 'with\0NUL', price: 1 }, 'Title is required'],
    [{ title: { $ne: null }, price: 1 }, 'Title is required'],
    ...['\u200b', ' \u200b\ufeff ', '\u3164', '\u2800', '\u00ad\u2060', '\ufe0f', '\u0301', '\u{e0041}'].map(
      (title) => [{ title, price: 1 }, 'Title is required'] as [object, string],
    ),
    ...['a\u202egnp', 'a\u2066b', 'a\nb', 'a\u0007b', 'a\u009bb', 'a\u2028b'].map(
      (title) => [{ title, price: 1 }, 'Control and direction characters are not allowed'] as [object, string],
    ),
    [{ title: 'Concert', price: '12,50' }, 'Price must be a number with a decimal point, such as 12.50'],
    [{ title: 'Concert', price: '1.234,50' }, 'Price must be a number with a decimal point, such as 12.50'],
    [{ title: 'x'.repeat(201), price: 1 }, 'Title must have at most 200 characters'],
    [{ title: 'Concert' }, 'Price must be greater than 0'],
    [{ title: 'Concert', price: -1 }, 'Price must be greater than 0'],
    [{ title: 'Concert', price: 0 }, 'Price must be greater than 0'],
    [{ title: 'Concert', price: '10 or so' }, 'Price must be greater than 0'],
    [{ title: 'Concert', price: 0.001 }, 'Price must have at most 2 decimals and be at most 999999.99'],
    [{ title: 'Concert', price: 2 ** 53 }, 'Price must have at most 2 decimals and be at most 999999.99'],
    [{ title: 'Concert', price: '1000000' }, 'Price must have at most 2 decimals and be at most 999999.99'],
  ])('refuses an invalid listing: %#', async (body, message) => {
    const answer = await tickets.api.request('POST', '/api/tickets', { as: someUser(), body });

    expect(answer.status).toBe(400);
    expect(messagesOf(answer)).toEqual([message]);
  });

  it('refuses a price beyond the range of a number', async () => {
    const body = '{"title":"Concert","price":1e309}';
    expect(await tickets.api.request('POST', '/api/tickets', { as: someUser(), body })).toMatchObject({ status: 400 });
  });

  it('ignores fields that only the service may set', async () => {
    const seller = someUser();
    const body = { title: 'Concert', price: 1, userId: 'other', version: 9, status: 'sold', orderId: 'x' };
    const answer = await tickets.api.request('POST', '/api/tickets', { as: seller, body });

    expect(answer.body).toMatchObject({ userId: seller.id, version: 0, status: 'available', orderId: null });
  });

  it('lists once for the same Idempotency-Key, even concurrently', async () => {
    const title = `Once ${randomUUID()}`;
    const request = {
      as: someUser(),
      body: { title, price: 1 },
      headers: { 'idempotency-key': randomUUID() },
    };
    const both = await Promise.all([1, 2].map(() => tickets.api.request('POST', '/api/tickets', request)));
    const later = await tickets.api.request('POST', '/api/tickets', request);

    const made = both.find(({ status }) => status === 201);
    expect(later.body).toEqual(made?.body);
    expect(titlesOf(await list(`?search=${encodeURIComponent(title)}`))).toEqual([title]);
  });

  it('lists a ticket once when a crash prevented the first response', async () => {
    const [seller, key] = [someUser(), randomUUID()];
    const send = (body: object, as = seller) =>
      tickets.api.request('POST', '/api/tickets', { as, body, headers: { 'idempotency-key': key } });
    const seat = { title: `Row 1 seat 1 ${key}`, price: 10 };
    const first = await send(seat);
    const { id } = first.body as TicketBody;
    await tickets.expireResponses();
    await tickets.edit(seller, id, { ...seat, price: 11 });
    expect(codesOf(await send({ ...seat, price: 12 }))).toEqual(['idempotency_key_reused']);
    const again = await send(seat);

    expect(again).toMatchObject({ status: 201, body: { id, price: 11, version: 1 } });
    expect(again.headers.get('location')).toBe(`/api/tickets/${id}`);
    expect(await tickets.outboxOf(id)).toHaveLength(2);
    expect((await send(seat, someUser())).body).not.toMatchObject({ id });
    expect(titlesOf(await list(`?search=${key}`))).toEqual([seat.title, seat.title]);
  });

  it.each(['👩‍👩‍👧 family day', 'نمی‌خواهم', '東京', 'e\u0301tude', '\u2764\ufe0f'])(
    'accepts %j, whose invisible characters belong to its script',
    async (title) => {
      const answer = await tickets.api.request('POST', '/api/tickets', { as: someUser(), body: { title, price: 1 } });
      expect(answer).toMatchObject({ status: 201, body: { title } });
    },
  );

  it('clears details of which nothing can be seen, and keeps line breaks in a description only', async () => {
    const body = { title: 'Concert', price: 1, venue: '\u200b', city: '\u2800', description: 'Row 1\n\tSeat 2' };
    const answer = await tickets.api.request('POST', '/api/tickets', { as: someUser(), body });
    expect(answer.body).toMatchObject({ venue: null, city: null, description: 'Row 1\n\tSeat 2' });
    for (const details of [{ venue: 'Hall\n2' }, { city: '\u202eBern' }, { description: 'a\u2067b' }]) {
      const refused = await tickets.api.request('POST', '/api/tickets', {
        as: someUser(),
        body: { title: 'Concert', price: 1, ...details },
      });
      expect([refused.status, refused.body]).toMatchObject([400, { errors: [{ field: Object.keys(details)[0] }] }]);
    }
  });

  it('requires a session', async () => {
    const answer = await tickets.api.request('POST', '/api/tickets', { body: { title: 'Concert', price: 1 } });
    expect(answer.status).toBe(401);
  });
});

describe('PUT /api/tickets/:id', () => {
  it.each([
    ['"0"', 200],
    ['*', 200],
    ['"7", "0"', 200],
    ['"7","0" , "9"', 200],
    ['W/"0"', 409],
    ['W/"0", "1"', 409],
    ['"1", "2"', 409],
    ['"00"', 409],
    ['"0", x', 409],
  ])('with If-Match %s answers %i', async (tags, status) => {
    const seller = someUser();
    const { id } = await tickets.givenTicket({ seller });
    const answer = await tickets.edit(seller, id, { title: 'Opera', price: 30 }, { 'if-match': tags });
    expect(answer.status).toBe(status);
  });

  it('changes the listing with one event per version, and returns the new state', async () => {
    const seller = someUser();
    const { id } = await tickets.givenTicket({ seller });
    const answer = await tickets.edit(seller, id, { title: 'Opera', price: 30 });

    expect(answer).toMatchObject({ status: 200, body: { title: 'Opera', price: 30, version: 1 } });
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(await tickets.read(id)).toEqual(answer.body);
    expect(await tickets.outboxOf(id)).toMatchObject([
      { sequence: 0 },
      {
        topic: 'tickets.ticket.updated.v1',
        sequence: 1,
        payload: { title: 'Opera', price: 3000, version: 1, orderId: null },
      },
    ]);
  });

  it('publishes nothing when nothing changes', async () => {
    const seller = someUser();
    const ticket = await tickets.givenTicket({ seller, title: 'Same', price: 5 });
    const answer = await tickets.edit(seller, ticket.id, { title: ' Same ', price: '5.00' });

    expect(answer).toMatchObject({ status: 200, body: ticket });
    expect(await tickets.outboxOf(ticket.id)).toHaveLength(1);
  });

  it('refuses an edit whose If-Match names an older version', async () => {
    const seller = someUser();
    const { id } = await tickets.givenTicket({ seller });
    const edit = (ifMatch: string) => tickets.edit(seller, id, { title: ifMatch, price: 1 }, { 'if-match': ifMatch });

    expect(await edit('"0"')).toMatchObject({ status: 200 });
    const stale = await edit('"0"');
    expect([stale.status, codesOf(stale)]).toEqual([409, ['stale_version']]);
    expect(await edit('"not one of ours"')).toMatchObject({ status: 409 });
    expect(await edit('*')).toMatchObject({ status: 200, body: { version: 2 } });
  });

  it('is refused while an order holds the ticket', async () => {
    const seller = someUser();
    const { id } = await tickets.givenTicket({ seller });
    const order = orderOf(id, 1);
    const edit = () => tickets.edit(seller, id, { title: 'Dearer', price: 99 });
    await tickets.deliver('orders.order.created.v1', order.created);

    const locked = await edit();
    expect(locked).toMatchObject({ status: 400, body: { errors: [{ message: 'Cannot edit a reserved ticket' }] } });
    expect(codesOf(locked)).toEqual(['ticket_reserved']);
    await tickets.deliver('orders.order.cancelled.v1', order.cancelled);
    expect(await edit()).toMatchObject({ status: 200, body: { version: 3 } });
  });

  it('is allowed only for the seller, and answers 404 for an unknown ticket', async () => {
    const { id } = await tickets.givenTicket();
    const body = { title: 'Mine now', price: 1 };
    const statuses = await Promise.all(
      [id, randomBytes(12).toString('hex'), 'not-an-id'].map(
        async (path) => (await tickets.edit(someUser(), path, body)).status,
      ),
    );

    expect(statuses).toEqual([401, 404, 404]);
    expect(await tickets.outboxOf(id)).toHaveLength(1);
  });
});

describe('GET /api/tickets', () => {
  const tag = randomUUID();
  const titled = (name: string) => `${name} ${tag}`;
  beforeAll(async () => {
    for (const [name, price] of [
      ['Alpha', 10],
      ['Beta (live)', 20],
      ['Gamma', 30],
    ] as const)
      await tickets.givenTicket({ title: titled(name), price });
  });
  const found = async (query: string) => titlesOf(await list(query)).map((title) => title.replace(` ${tag}`, ''));

  it('finds titles case-insensitively, newest first, and takes signs literally', async () => {
    expect(await found(`?search=${tag.toUpperCase()}`)).toEqual(['Gamma', 'Beta (live)', 'Alpha']);
    expect(await found(`?search=${encodeURIComponent(`(LIVE) ${tag}`)}`)).toEqual(['Beta (live)']);
    expect(await found(`?search=${encodeURIComponent(`.* ${tag}`)}`)).toEqual([]);
  });

  it('filters by price, both bounds inclusive', async () => {
    expect(await found(`?search=${tag}&minPrice=20`)).toEqual(['Gamma', 'Beta (live)']);
    expect(await found(`?search=${tag}&maxPrice=20.00`)).toEqual(['Beta (live)', 'Alpha']);
    expect(await found(`?search=${tag}&minPrice=10.01&maxPrice=29.99`)).toEqual(['Beta (live)']);
    expect(await found(`?search=${tag}&minPrice=0&maxPrice=10`)).toEqual(['Alpha']);
    expect(await found(`?search=${tag}&maxPrice=0`)).toEqual([]);
  });

  it('pages by the Link header, keeping the filters, even with new listings in between', async () => {
    const first = await list(`?search=${tag}&limit=2`);
    await tickets.givenTicket({ title: titled('Delta') });
    const second = await list(nextOf(first));

    expect(nextOf(first)).toContain(`search=${tag}&limit=2&cursor=`);
    expect([...titlesOf(first), ...titlesOf(second)]).toEqual(['Gamma', 'Beta (live)', 'Alpha'].map(titled));
    expect(second.headers.get('link')).toBeNull();
  });

  it('returns only tickets on sale', async () => {
    const { id, title } = await tickets.givenTicket({ title: `Held ${randomUUID()}` });
    const query = `?search=${encodeURIComponent(title)}`;
    expect(titlesOf(await list(query))).toEqual([title]);
    await tickets.deliver('orders.order.created.v1', orderOf(id, 1).created);

    expect(titlesOf(await list(query))).toEqual([]);
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=ten',
    'cursor=x',
    'minPrice=free',
    'minPrice=-1',
    'title[$ne]=x',
    '$where=1',
    'limit=1&limit=2',
  ])('refuses %s', async (query) => expect(await list(`?${query}`)).toMatchObject({ status: 400 }));

  it('returns 50 tickets per page unless another limit is requested', async () => {
    const paged = randomUUID();
    await Promise.all(Array.from({ length: 51 }, () => tickets.givenTicket({ title: paged })));

    const page = await list(`?search=${paged}`);
    const ids = [page, await list(nextOf(page))].map(({ body }) => (body as TicketBody[]).map(({ id }) => id));
    expect(ids.map(({ length }) => length)).toEqual([50, 1]);
    expect(new Set(ids.flat()).size).toBe(51);
    expect((await list(`?search=${paged}&limit=100`)).body).toHaveLength(51);
  });
});

describe('GET /api/tickets/:id', () => {
  it.each([randomBytes(12).toString('hex'), 'not-an-id', '%00', '%E0%A4%A'])('answers 404 to %s', async (id) => {
    expect(await tickets.api.request('GET', `/api/tickets/${id}`)).toMatchObject({ status: 404 });
  });
});
