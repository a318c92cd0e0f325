import { createPublicKey, type JsonWebKey, randomUUID, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { runningSystem } from '../../src/system.ts';

const { storeUrl } = runningSystem();

type Jar = Map<string, string>;
const headerOf = (jar: Jar) => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
async function send(jar: Jar, method: string, path: string, body?: object): Promise<Response> {
  const response = await fetch(`${storeUrl}${path}`, {
    method,
    redirect: 'manual',
    headers: { cookie: headerOf(jar), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value) jar.set(name, value);
    else jar.delete(name);
  }
  return response;
}

let browser: Jar;
const password = 'a password of some length';
beforeAll(async () => {
  browser = new Map();
  const body = { email: `${randomUUID()}@example.com`, password };
  expect((await send(browser, 'POST', '/api/users/signup', body)).status).toBe(201);
});
const tokenOf = (jar: Jar) =>
  (JSON.parse(Buffer.from(jar.get('session') ?? '', 'base64').toString()) as { jwt: string }).jwt;
const partOf = (token: string, at: number) =>
  JSON.parse(Buffer.from(token.split('.')[at] ?? '', 'base64url').toString()) as Record<string, unknown>;
/** A session cookie whose token has expired, as a browser has it after ten minutes. */
const expired = () => {
  const claims = Buffer.from(JSON.stringify({ exp: 1 })).toString('base64url');
  return Buffer.from(JSON.stringify({ jwt: `e30.${claims}.x` })).toString('base64');
};

describe('a session', () => {
  it('is signed by a key that auth publishes, and accepted by every service', async () => {
    const token = tokenOf(browser);
    const { keys } = (await (await send(browser, 'GET', '/api/users/jwks.json')).json()) as {
      keys: (JsonWebKey & { kid: string })[];
    };
    const jwk = keys.find(({ kid }) => kid === partOf(token, 0).kid);
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
    const signed = Buffer.from(token.split('.').slice(0, 2).join('.'));
    const signature = Buffer.from(token.split('.')[2] ?? '', 'base64url');

    expect(verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
    // Payments accepts the session, and knows no such order.
    const statuses = {
      '/api/orders': 200,
      '/api/bookings': 200,
      '/api/tickets/mine': 200,
      '/api/organisers/mine': 200,
      [`/api/payments/mine?orderId=${randomUUID()}`]: 404,
    };
    for (const [path, status] of Object.entries(statuses))
      expect([path, (await send(browser, 'GET', path)).status]).toEqual([path, status]);
  });

  it('whose token has expired is renewed on the way to a page, and only there', async () => {
    browser.set('session', expired());
    const redirect = await send(browser, 'GET', '/orders?cursor=');
    expect([redirect.status, redirect.headers.get('location')]).toEqual([
      307,
      '/api/users/refresh?next=%2Forders%3Fcursor%3D',
    ]);
    const back = await send(browser, 'GET', redirect.headers.get('location') ?? '');
    expect([back.status, back.headers.get('location')]).toEqual([303, '/orders?cursor=']);
    expect((await send(browser, 'GET', '/orders')).status).toBe(200);
  });

  it('that has ended leads to the sign-in page, which says so, without a loop', async () => {
    const stranger: Jar = new Map([['session', expired()]]);
    const path = (await send(stranger, 'GET', '/orders')).headers.get('location') ?? '';
    const back = await send(stranger, 'GET', path);
    expect([back.headers.get('location'), stranger.has('session')]).toEqual(['/orders', false]);
    const page = await send(stranger, 'GET', '/orders');
    expect(page.headers.get('location')).toBe('/auth/signin?next=%2Forders&reason=expired');
  });

  it('that was ended elsewhere is refused by every service within seconds', async () => {
    const phone: Jar = new Map(browser);
    const { sid } = partOf(tokenOf(phone), 1);
    const laptop: Jar = new Map();
    const { email } = partOf(tokenOf(browser), 1);
    await send(laptop, 'POST', '/api/users/signin', { email, password });
    expect((await send(laptop, 'DELETE', `/api/users/sessions/${sid}`)).status).toBe(204);

    for (const path of ['/api/orders', '/api/bookings', '/api/tickets/mine', '/api/organisers/mine']) {
      const isRefused = async () => (await send(phone, 'GET', path)).status === 401 || null;
      expect(await waitFor(isRefused, { timeoutMs: 20_000, intervalMs: 200 })).toBe(true);
    }
    expect((await send(phone, 'POST', '/api/users/refresh')).status).toBe(401);
  });
});

it('the address for password managers leads to the account page', async () => {
  const { status, headers } = await send(new Map(), 'GET', '/.well-known/change-password');
  expect([status, headers.get('location')]).toEqual([307, '/account#password']);
});
