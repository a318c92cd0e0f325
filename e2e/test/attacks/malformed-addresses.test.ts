import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, signUp } from '../../src/person.ts';
import { listTicket, reserve } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const { storeUrl } = runningSystem();

let person: Person;
let paths: string[];
beforeAll(async () => {
  person = await signUp(storeUrl);
  const ticket = await listTicket(person);
  const order = await reserve(person, ticket.id);
  paths = [
    '/',
    '/orders',
    `/orders/${order.id}`,
    '/listings',
    '/tickets/new',
    `/tickets/${ticket.id}`,
    `/tickets/${ticket.id}/edit`,
    '/auth/signin',
    '/auth/signup',
    '/api/tickets',
    '/api/tickets/mine',
    '/api/orders',
    '/api/bookings',
  ];
});

const get = (path: string) => fetch(storeUrl + path, { headers: { cookie: person.cookie }, redirect: 'manual' });

/** Values that a person half types, a link truncates or a scanner sends. */
const oddValues = [
  '0202-05-01',
  '0002-05-01',
  '0000-00-00',
  '9999-12-31',
  '12027-05-01',
  '-000001-01-01',
  '2027-02-30',
  '2027-05-01T24:00:00Z',
  '9999-12-31T23:59:59-23:59',
  '1e309',
  '-1',
  '99999999999999999999',
  '9007199254740993-000000000000000000000000',
  '8640000000000001-000000000000000000000000',
  'NaN',
  '__proto__',
  '%ff',
  '%',
  '%00',
  '%ED%A0%80',
  '%F0%9F',
  '\u{1f600}'.repeat(60),
  '[]',
  ' ',
];
const parameters = ['from', 'to', 'search', 'city', 'minPrice', 'maxPrice', 'category', 'sort', 'cursor', 'limit'];
const others = ['ids', 'startsFrom', 'startsBefore', 'payment', 'next', 'reason', 'utm_source'];

/**
 * The quick run sends a quarter of the combinations, in which each path meets each parameter and each value, and each
 * parameter each value; the full run sends all of them.
 */
const share = process.env.TEST_SCOPE === 'full' ? 1 : 4;

describe('no query fails a page or a route', () => {
  it.each([...parameters, ...others].map((name, row) => ({ name, row })))(
    '$name',
    async ({ name, row }) => {
      const asked = paths.flatMap((path, column) =>
        oddValues.filter((_, index) => (row + column + index) % share === 0).map((value) => `${path}?${name}=${value}`),
      );
      const failed: string[] = [];
      for (const address of asked) {
        const answer = await get(address);
        await answer.arrayBuffer();
        if (answer.status >= 500) failed.push(`${answer.status} ${address}`);
      }
      expect(failed).toEqual([]);
    },
    120_000,
  );
});

describe('a path that can’t be decoded is not found', () => {
  const id = randomUUID();
  it.each([
    '/tickets/%ff',
    '/tickets/%ff/edit',
    '/%',
    '/%zz',
    '/orders/%c0%af',
    `/orders/${id}%E2%82`,
    '/ops/letters/%ff',
    '/auth/%ED%A0%80',
    '/_next/static/%ff',
    '/tickets/%ff?from=2027-05-01',
  ])('the page %s', async (path) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, expect.stringMatching('text/html')]);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  it.each([
    '/api/tickets/%ff',
    '/api/tickets/%ff/picture/%ff',
    '/api/orders/%c0%af',
    '/api/bookings/%c0%af',
    '/api/payments/%zz/settlement',
    '/api/users/%ff',
    '/api/ops/letters/%ff',
    '/api/unknown/%ff',
    '/api/%',
  ])('the route %s', async (path) => {
    const answer = await get(path);
    expect([answer.status, await answer.json()]).toMatchObject([404, { errors: [{ code: 'not_found' }] }]);
  });
});
