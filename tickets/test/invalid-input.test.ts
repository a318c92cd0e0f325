import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { someUser } from '@ticketing/testing/api';
import { each, type InvalidRequest, itRejects, outOfRange, requestTarget } from '@ticketing/testing/invalid-input';
import { startTickets, type TicketsFixture } from './tickets-fixture.ts';

const seller = someUser();
let tickets: TicketsFixture;
let own: string;
beforeAll(async () => {
  tickets = await startTickets();
  ({ id: own } = await tickets.givenTicket({ seller }));
  await tickets.givenTicket({ seller });
});
afterAll(() => tickets.stop());

const many = [Array.from({ length: 101 }, (_, index) => String(index).padStart(24, '0')).join(',')];
const change = { as: seller, body: { title: 'Concert', price: 1 } };
const put = (tag: string): InvalidRequest => ({
  method: 'PUT',
  path: `/api/tickets/${own}`,
  ...change,
  headers: { 'if-match': tag },
  status: 409,
});
const list = (body: object, headers: Record<string, string> = {}): InvalidRequest => ({
  method: 'POST',
  path: '/api/tickets',
  as: seller,
  body: { title: 'Concert', price: 1, ...body },
  headers,
  status: 400,
});

describe('the tickets API', () => {
  itRejects(
    ({ method, path, ...options }) => tickets.api.request(method, path, options),
    () => [
      ...each(outOfRange.instantCursors(), '/api/tickets?cursor=*'),
      ...each(outOfRange.instantCursors(), '/api/tickets/mine?cursor=*', 400, { as: seller }),
      ...['newest', 'soonest', 'cheapest', 'dearest'].flatMap((sort) =>
        each(outOfRange.cursors(), `/api/tickets?sort=${sort}&cursor=*`),
      ),
      ...each(outOfRange.limits, '/api/tickets?limit=*'),
      ...each(outOfRange.limits, '/api/tickets/mine?limit=*', 400, { as: seller }),
      ...each(outOfRange.instants, '/api/tickets?startsFrom=*'),
      ...each(outOfRange.instants, '/api/tickets?startsBefore=*'),
      ...each(['-1', '1e9', '9'.repeat(400), '1.234', 'NaN', ''], '/api/tickets?minPrice=*'),
      ...each(['-1', '1e9', '9'.repeat(400), '1.234', 'NaN', ''], '/api/tickets?maxPrice=*'),
      ...each(['x'.repeat(101), '%00'], '/api/tickets?search=*'),
      ...each(['x'.repeat(101), '%00'], '/api/tickets?city=*'),
      ...each(outOfRange.objectIds, '/api/tickets/*', 404),
      ...each(outOfRange.objectIds, '/api/tickets/events?ids=*'),
      ...each(outOfRange.objectIds, '/api/tickets?ids=*'),
      ...each(many, '/api/tickets?ids=*'),
      ...each(['0'.repeat(63), 'g'.repeat(64), '%00'], `/api/tickets/${own}/picture/*`, 404),
      ...['"9"', `"${'9'.repeat(400)}"`, '"-1"', 'W/"0"', '0', ''].map(put),
      ...['9999-12-31T23:59:59-23:59', '0000-01-01T00:00:00+10:00', '2027-02-30T00:00:00Z'].map((startsAt) =>
        list({ startsAt }),
      ),
      ...['9999-12-31T23:59:59-23:59', '0002-05-01T19:30:00Z'].map((saleEndsAt) => list({ saleEndsAt })),
      ...[1e300, -1, 1e-7, '9'.repeat(400), '1e2', 0].map((price) => list({ price })),
      ...['with space', 'x'.repeat(256), 'é'].map((key) => list({}, { 'idempotency-key': key })),
    ],
  );

  it.each(['newest', 'soonest', 'cheapest', 'dearest'])('accepts the highest cursor of %s', async (sort) => {
    const highest = sort === 'newest' ? '253402300799999' : '9007199254740991';
    const answer = await tickets.api.request('GET', `/api/tickets?sort=${sort}&cursor=${highest}-${'f'.repeat(24)}`);
    expect(answer.status).toBe(200);
  });

  it('accepts a request line with an impossible host', async () => {
    expect(await requestTarget(tickets.api, 'http://host:99999/api/tickets?limit=1')).toBe(200);
  });
});
