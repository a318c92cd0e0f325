import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { someUser } from '@ticketing/testing/api';
import { Types } from 'mongoose';
import { orderOf, startTickets, type TicketBody, type TicketsFixture } from './tickets-fixture.ts';

let service: TicketsFixture;
const seller = someUser();
beforeAll(async () => {
  service = await startTickets();
}, 120_000);
afterAll(() => service.stop());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const given = (listing: { title: string; price: number } & Record<string, unknown>) =>
  service.givenTicket({ seller, ...listing });
const titles = (body: unknown) => (body as TicketBody[]).map(({ title }) => title);
const search = async (query: string) => titles((await service.api.request('GET', `/api/tickets?${query}`)).body);

/** Moves one of a listing's times to yesterday, as if it had passed. */
async function timePasses(ticketId: string, name: 'startsAt' | 'saleEndsAt'): Promise<void> {
  const at = new Date(inDays(-1));
  await service.connection
    .collection('tickets')
    .updateOne(
      { _id: new Types.ObjectId(ticketId) },
      { $set: { [name]: at, ...(name === 'startsAt' && { startsOrder: at.getTime() }) } },
    );
}

describe('browsing', () => {
  beforeAll(async () => {
    await given({ title: 'Café del Mar', price: 30, category: 'concert', city: 'Ibiza', startsAt: inDays(3) });
    await given({
      title: 'Derby',
      price: 10,
      category: 'sport',
      venue: 'North Stand',
      city: 'Leeds',
      startsAt: inDays(1),
    });
    await given({ title: 'Night train', price: 20, category: 'travel', from: 'Ibiza', to: 'Leeds' });
    const yesterday = await given({ title: 'Yesterday', price: 5, startsAt: inDays(5) });
    await timePasses(yesterday.id, 'startsAt');
    await given({ title: 'Too cheap to be charged', price: 0.49 });
    const ended = await given({ title: 'Sale ended', price: 5, startsAt: inDays(5), saleEndsAt: inDays(4) });
    await timePasses(ended.id, 'saleEndsAt');
  });

  it.each([
    ['search=CAFE', ['Café del Mar']],
    ['search=stand+north', ['Derby']],
    ['search=ibiza', ['Night train', 'Café del Mar']],
    ['city=leeds&category=sport', ['Derby']],
    ['category=travel', ['Night train']],
    ['search=.*', []],
    ['sort=cheapest', ['Derby', 'Night train', 'Café del Mar']],
    ['sort=dearest', ['Café del Mar', 'Night train', 'Derby']],
    ['sort=soonest', ['Derby', 'Café del Mar', 'Night train']],
    ['minPrice=10&maxPrice=20', ['Night train', 'Derby']],
    [`startsFrom=${inDays(2)}`, ['Night train', 'Café del Mar']],
    [`startsBefore=${inDays(2)}`, ['Derby']],
  ])('with ?%s finds %j, and never what can’t be bought any more', async (query, expected) => {
    expect(await search(query)).toEqual(expected);
  });

  it.each(['newest', 'soonest', 'cheapest', 'dearest'])(
    'pages through every sort order without duplicates: %s',
    async (sort) => {
      const seen: string[] = [];
      for (let url: string | undefined = `/api/tickets?limit=1&sort=${sort}`; url; ) {
        const { body, headers } = await service.api.request('GET', url);
        seen.push(...titles(body));
        url = /<(.+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
      }
      expect(seen).toEqual(await search(`sort=${sort}`));
    },
  );

  it('reads tickets by id, including those not on sale', async () => {
    const owner = someUser();
    const [shown, gone] = [await service.givenTicket({ seller: owner }), await service.givenTicket({ seller: owner })];
    await service.api.request('DELETE', `/api/tickets/${gone.id}`, { as: owner });
    const ids = [gone.id, 'a'.repeat(24), shown.id].join(',');
    const { status, body } = await service.api.request('GET', `/api/tickets?ids=${ids}`);

    expect(status).toBe(200);
    expect((body as TicketBody[]).map(({ id }) => id).sort()).toEqual([shown.id, gone.id].sort());
    await service.api.request('DELETE', `/api/tickets/${shown.id}`, { as: owner });
  });

  it.each(['sort=random', 'category=unknown', 'startsFrom=soon', 'limit=0'])('refuses ?%s', async (query) => {
    expect((await service.api.request('GET', `/api/tickets?${query}`)).status).toBe(400);
  });
});

describe('own listings', () => {
  it('are complete in every state, and visible only to the seller', async () => {
    const other = someUser();
    const { id } = await service.givenTicket({ seller: other, title: 'Mine' });
    await service.api.request('DELETE', `/api/tickets/${id}`, { as: other });
    const { body } = await service.api.request('GET', '/api/tickets/mine', { as: other });

    expect(body).toMatchObject([{ title: 'Mine', status: 'withdrawn' }]);
    expect((await service.api.request('GET', '/api/tickets/mine')).status).toBe(401);
  });
});

describe('a withdrawn listing', () => {
  it('is readable but not found by a search, and back on sale when relisted', async () => {
    const { id } = await service.givenTicket({ seller, title: 'On and off' });
    const withdraw = () => service.api.request('DELETE', `/api/tickets/${id}`, { as: seller });
    expect([(await withdraw()).status, (await withdraw()).status]).toEqual([204, 204]);
    expect(await service.read(id)).toMatchObject({ status: 'withdrawn', version: 1 });
    expect(await search('search=off')).toEqual([]);

    const { status, body } = await service.api.request('POST', `/api/tickets/${id}/relisting`, { as: seller });
    expect([status, body]).toMatchObject([200, { status: 'available', version: 2 }]);
    expect(await search('search=off')).toEqual(['On and off']);
    expect((await service.outboxOf(id)).map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
  });

  it('can be withdrawn only by its seller', async () => {
    const { id } = await service.givenTicket({ seller });
    expect((await service.api.request('DELETE', `/api/tickets/${id}`, { as: someUser() })).status).toBe(401);
    expect((await service.api.request('DELETE', `/api/tickets/${id}`)).status).toBe(401);
    expect(await service.read(id)).toMatchObject({ status: 'available', version: 0 });
  });
});

describe('a listing whose event is over', () => {
  it.each([
    ['startsAt', 'start_in_past', { startsAt: inDays(-1) }],
    ['startsAt', 'start_in_past', { startsAt: '1999-12-31T23:00:00Z' }],
    ['saleEndsAt', 'sale_end_in_past', { startsAt: inDays(2), saleEndsAt: inDays(-1) }],
    ['saleEndsAt', 'sale_ends_after_start', { startsAt: inDays(2), saleEndsAt: inDays(3) }],
  ])('is refused, with the field %s', async (field, code, times) => {
    const body = { title: 'Over', price: 1, ...times };
    const listed = await service.api.request('POST', '/api/tickets', { as: seller, body });
    const { id } = await given({ title: 'Moved', price: 1 });
    const edited = await service.edit(seller, id, body);

    for (const answer of [listed, edited])
      expect([answer.status, answer.body]).toMatchObject([400, { errors: [{ field, code }] }]);
  });

  it('says that its sale is over, can still be corrected, and is not relisted', async () => {
    const { id } = await given({ title: 'Passed', price: 1, startsAt: inDays(2) });
    expect(await service.read(id)).toMatchObject({ isSaleOver: false, saleEndsAt: null });
    await timePasses(id, 'startsAt');
    expect(await service.read(id)).toMatchObject({ isSaleOver: true, status: 'available' });
    expect((await service.edit(seller, id, { title: 'Passed by', price: 1 })).status).toBe(200);

    await service.api.request('DELETE', `/api/tickets/${id}`, { as: seller });
    const relisted = await service.api.request('POST', `/api/tickets/${id}/relisting`, { as: seller });
    expect([relisted.status, relisted.body]).toMatchObject([400, { errors: [{ code: 'sale_ended' }] }]);
  });

  it('tells orders until when it can be bought', async () => {
    const [startsAt, saleEndsAt] = [inDays(3), inDays(2)];
    const { id } = await given({ title: 'Timed', price: 1, startsAt, saleEndsAt });
    expect(await service.outboxOf(id)).toMatchObject([
      { payload: { startsAt: Date.parse(startsAt), saleEndsAt: Date.parse(saleEndsAt) } },
    ]);
  });
});

describe('details of a listing', () => {
  const details = {
    description: 'Two seats',
    category: 'concert',
    venue: 'Arena',
    city: 'Bern',
    startsAt: inDays(9),
    saleEndsAt: inDays(8),
    timeZone: 'Europe/Zurich',
  };

  it('are kept by an edit that omits them, and cleared with null', async () => {
    const { id } = await given({ title: 'Detailed', price: 10, ...details });
    expect(await service.read(id)).toMatchObject(details);
    await service.edit(seller, id, { title: 'Detailed', price: 11 });
    expect(await service.read(id)).toMatchObject({ ...details, price: 11 });
    await service.edit(seller, id, { title: 'Detailed', price: 11, venue: null, city: ' ' });
    expect(await service.read(id)).toMatchObject({ ...details, venue: null, city: null, version: 2 });
  });

  it.each([
    ['description', 'x'.repeat(2_001)],
    ['venue', 'x'.repeat(101)],
    ['category', 'unknown'],
    ['startsAt', 'tomorrow'],
    ['saleEndsAt', '2027-05-01'],
    ['timeZone', 'Mars/Olympus'],
    ['timeZone', '+02:00'],
    ['city', { $gt: '' }],
  ])('with an invalid %s are refused with the name of the field', async (field, value) => {
    const { status, body } = await service.api.request('POST', '/api/tickets', {
      as: seller,
      body: { title: 'Wrong', price: 1, [field]: value },
    });
    expect([status, body]).toMatchObject([400, { errors: [{ field }] }]);
  });
});

describe('what surrounds a ticket', () => {
  const about = (ticketId: string, what: 'similar' | 'seller') =>
    service.api.request('GET', `/api/tickets/${ticketId}/${what}`);

  it('is similar tickets that can be bought, most similar first', async () => {
    const act = { title: 'Zebra Quartet plays Bartók', price: 20, category: 'comedy', venue: 'Odeon' };
    const ticket = await given({ ...act, startsAt: inDays(5) });
    const later = await given({ ...act, title: 'Zebra Quartet again', startsAt: inDays(50) });
    const sameVenue = await given({ title: 'A talk', price: 5, category: 'other', venue: 'Odeon' });
    const withdrawn = await given({ ...act, title: 'Zebra Quartet, withdrawn' });
    await service.api.request('DELETE', `/api/tickets/${withdrawn.id}`, { as: seller });

    const answer = await about(ticket.id, 'similar');
    expect(answer.status).toBe(200);
    const ids = (answer.body as TicketBody[]).map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual([later.id, sameVenue.id]);
    expect(ids).not.toContain(ticket.id);
    expect(ids).not.toContain(withdrawn.id);
    expect(ids.length).toBeLessThanOrEqual(4);
  });

  it('is the month of the seller’s first listing and the number of sold tickets, nothing else', async () => {
    const newcomer = someUser();
    const first = await service.givenTicket({ seller: newcomer });
    await service.connection
      .collection('tickets')
      .updateOne({ _id: new Types.ObjectId(first.id) }, { $set: { createdAt: new Date('2025-03-31T12:00:00Z') } });
    const { id } = await service.givenTicket({ seller: newcomer });
    const order = orderOf(first.id, 1);
    await service.deliver('orders.order.created.v1', order.created);
    await service.deliver('orders.order.completed.v1', order.completed);

    expect((await about(id, 'seller')).body).toEqual({ since: '2025-03', soldTickets: 1 });
  });

  it.each(['similar', 'seller'] as const)('is 404 for the %s of no ticket', async (what) => {
    expect((await about('0'.repeat(24), what)).status).toBe(404);
    expect((await about('nothing', what)).status).toBe(404);
  });
});
