import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cookieOf, someUser } from '@ticketing/testing/api';
import { each, type InvalidRequest, itRejects, outOfRange } from '@ticketing/testing/invalid-input';
import { type OrdersFixture, startOrders } from './orders-fixture.ts';

const as = someUser();
const someId = 'a0000000-0000-4000-8000-00000000000a';
let orders: OrdersFixture;
beforeAll(async () => {
  orders = await startOrders();
});
afterAll(() => orders.stop());

const order = (ticketId: unknown, headers: Record<string, string> = {}): InvalidRequest => ({
  method: 'POST',
  path: '/api/orders',
  as,
  body: { ticketId },
  headers,
  status: 400,
});

describe('the orders API', () => {
  itRejects(
    ({ method, path, ...options }) => orders.api.request(method, path, options),
    () => [
      ...each([...outOfRange.instantCursors(someId), ...outOfRange.cursors(someId)], '/api/orders?cursor=*', 400, {
        as,
      }),
      ...each(outOfRange.limits, '/api/orders?limit=*', 400, { as }),
      ...each(outOfRange.uuids, '/api/orders/*', 404, { as }),
      ...each(
        ['', 'x', '%00', `${'a'.repeat(24)},`, `${`${'a'.repeat(24)},`.repeat(50)}${'a'.repeat(24)}`],
        '/api/orders/performances?ids=*',
      ),
      ...outOfRange.uuids.map((id) => ({ method: 'DELETE', path: `/api/orders/${id}`, as, status: 404 })),
      ...outOfRange.uuids.map((id) => ({
        ...{ method: 'POST', path: `/api/orders/${id}/release`, as, body: { seats: ['stalls:A:1'] }, status: 404 },
      })),
      ...[...outOfRange.objectIds, 7, null, {}, ['a'.repeat(24)], '\0', '\ud800'].map((id) => order(id)),
      ...['with space', 'x'.repeat(256)].map((key) => order('a'.repeat(24), { 'idempotency-key': key })),
    ],
  );

  it('accepts the highest cursor', async () => {
    const path = `/api/orders?cursor=253402300799999-${someId}`;
    expect(await orders.api.request('GET', path, { as })).toMatchObject({ status: 200, body: [] });
  });

  it.each([
    ['an id with a NUL', { id: 'a\0b' }],
    ['a session id with a NUL', { sid: 'a\0b' }],
    ['an id that is not valid text', { id: '\ud800' }],
  ])('ignores a token with %s', async (_what, claims) => {
    const headers = { cookie: cookieOf(as, claims) };
    expect(await orders.api.request('GET', '/api/orders', { headers })).toMatchObject({ status: 401 });
  });

  it('accepts a token with an unlimited expiry', async () => {
    const headers = { cookie: cookieOf(as, { exp: 1e17 }) };
    expect(await orders.api.request('GET', '/api/orders', { headers })).toMatchObject({ status: 200 });
  });
});
