import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { foldersOf } from '@ticketing/local/config';
import { loadSecrets } from '@ticketing/local/secrets';
import { loadConfig } from '../../src/config.ts';
import { type OrderBody, type Person, signUp, type TicketBody } from '../../src/person.ts';
import { listTicket, readOrder, readTicket, reserve, until } from '../../src/purchase.ts';
import { runningSystem } from '../../src/system.ts';

const system = runningSystem();
const { storeUrl } = system;
/** What an attacker must not have, for requests that are forged in all but one respect. */
const secrets = loadSecrets(foldersOf(loadConfig().home));

let seller: Person;
let buyer: Person;
let stranger: Person;
let ticket: TicketBody;
let order: OrderBody;
/** The key that verifies sessions, as auth publishes it. */
let publicKey: { kid: string };
beforeAll(async () => {
  const { keys } = (await (await fetch(`${storeUrl}/api/users/jwks.json`)).json()) as { keys: [{ kid: string }] };
  [publicKey] = keys;
  [seller, buyer, stranger] = await Promise.all([signUp(storeUrl), signUp(storeUrl), signUp(storeUrl)]);
  ticket = await listTicket(seller);
  order = await reserve(buyer, ticket.id);
});

interface Sending {
  cookie?: string;
  body?: string;
  headers?: Record<string, string>;
}
async function send(method: string, path: string, { cookie, body, headers }: Sending = {}) {
  const response = await fetch(`${storeUrl}${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(cookie && { cookie }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}
/** The claims of a user's own token. */
const claimsOf = ({ cookie }: Person): Record<string, unknown> => {
  const { jwt } = JSON.parse(Buffer.from(cookie.replace('session=', ''), 'base64').toString()) as { jwt: string };
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
};
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const cookieOf = (jwt: string) => `session=${Buffer.from(JSON.stringify({ jwt })).toString('base64')}`;
const signed = (header: object, claims: object, key: string) => {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
};
/** A token of another program: HS256 with the shared key. */
const minted = (change: object) => {
  const claims = { ...claimsOf(buyer), sid: null, ...change };
  return cookieOf(signed({ alg: 'HS256', typ: 'JWT' }, claims, secrets.jwtKey));
};
const nowSeconds = () => Math.floor(Date.now() / 1_000);
const tokenOf = ({ cookie }: Person) =>
  (JSON.parse(Buffer.from(cookie.replace('session=', ''), 'base64').toString()) as { jwt: string }).jwt;

describe('401, with no effect', () => {
  const forged: [string, () => string][] = [
    ['no cookie', () => ''],
    ['alg none', () => cookieOf(`${part({ alg: 'none', typ: 'JWT' })}.${part(claimsOf(buyer))}.`)],
    ['another key', () => cookieOf(signed({ alg: 'HS256', typ: 'JWT' }, claimsOf(buyer), 'a key of my own'))],
    ['another algorithm', () => cookieOf(signed({ alg: 'HS512', typ: 'JWT' }, claimsOf(buyer), 'a key of my own'))],
    [
      'edited claims',
      () => {
        const [header, , signature] = tokenOf(buyer).split('.');
        return cookieOf(`${header}.${part({ ...claimsOf(buyer), roles: ['operator'] })}.${signature}`);
      },
    ],
    [
      'the published key as a secret',
      () => {
        const header = { alg: 'HS256', typ: 'JWT', kid: publicKey.kid };
        return cookieOf(signed(header, claimsOf(buyer), JSON.stringify(publicKey)));
      },
    ],
    ['an expired token', () => minted({ exp: nowSeconds() - 1 })],
    ['a token without exp', () => minted({ exp: undefined })],
    ['two different sessions', () => `${buyer.cookie}; ${stranger.cookie}`],
    ['no token in the cookie', () => 'session=bm90IGpzb24='],
  ];
  it.each(forged)('%s', async (_name, cookie) => {
    const given = { cookie: cookie(), body: JSON.stringify({ ticketId: ticket.id }) };
    expect((await send('POST', '/api/orders', given)).status).toBe(401);
    expect((await send('GET', '/api/orders', { cookie: cookie() })).status).toBe(401);
  });

  it('accepts the same kind of token when it is valid', async () => {
    expect((await send('GET', '/api/orders', { cookie: minted({}) })).status).toBe(200);
  });

  it('a session replayed after its sign-out, at every service', async () => {
    const leaver = await signUp(storeUrl);
    const { cookie } = leaver;
    expect((await send('GET', '/api/orders', { cookie })).status).toBe(200);
    expect((await send('POST', '/api/users/signout', { cookie })).status).toBe(200);
    const paths = ['/api/users/sessions', '/api/orders', '/api/bookings', '/api/tickets/mine', '/api/organisers/mine'];
    for (const path of paths)
      await until(
        () => send('GET', path, { cookie }),
        ({ status }) => status === 401,
      );
  });

  it("another's order and ticket", async () => {
    expect((await stranger.request('GET', `/api/orders/${order.id}`)).status).toBe(401);
    expect((await stranger.request('DELETE', `/api/orders/${order.id}`)).status).toBe(401);
    expect((await stranger.request('POST', '/api/payments', { orderId: order.id, token: 'tok_visa' })).status).toBe(
      401,
    );
    expect((await stranger.request('PUT', `/api/tickets/${ticket.id}`, { title: 'mine', price: 1 })).status).toBe(401);
    expect(await readOrder(buyer, order.id)).toMatchObject({ status: 'created' });
    expect(await readTicket(seller, ticket.id)).toMatchObject({ title: ticket.title, price: ticket.price });
  });
});

describe('400, state unchanged', () => {
  const json = (value: unknown) => JSON.stringify(value);
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  const signUps: [string, string][] = [
    ['an operator as email', json({ email: { $gt: '' }, password: 'long enough' })],
    ['an operator as password', json({ email: 'a@example.com', password: { $ne: null } })],
    ['no email', json({ password: 'long enough' })],
    ['a short password', json({ email: `${randomUUID()}@example.com`, password: 'short' })],
    ['a password over the limit', json({ email: `${randomUUID()}@example.com`, password: 'x'.repeat(129) })],
    ['NUL in the email', json({ email: 'a\0@example.com', password: 'long enough' })],
    ['a lone surrogate', '{"email":"a@example.com","password":"\\ud800 long enough"}'],
    ['no JSON', '{'],
    ['JSON 10,000 deep', `{"email":${deep},"password":"long enough"}`],
  ];
  it.each(signUps)('sign-up with %s', async (_name, body) => {
    const { status, headers } = await send('POST', '/api/users/signup', { body });
    expect([status, headers.getSetCookie()]).toEqual([400, []]);
  });

  it.each([
    ['an operator as password', { email: 'a@example.com', password: { $ne: null } }],
    ['a wrong password', { email: 'a@example.com', password: 'wrong password' }],
  ])('sign-in with %s', async (_name, body) =>
    expect((await send('POST', '/api/users/signin', { body: json(body) })).status).toBe(400),
  );

  const prices = ['-1', '0', '"10 or so"', '1e309', String(2 ** 53), '0.001', 'null', '[]', '{"$gt":0}', 'true'];
  it.each(prices)('a listing at %s', async (price) => {
    const answer = await send('POST', '/api/tickets', {
      cookie: seller.cookie,
      body: `{"title":"x","price":${price}}`,
    });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([400, { errors: [{ field: 'price' }] }]);
  });

  it.each(prices)('an edit to %s, which leaves the listing as it was', async (price) => {
    const before = await readTicket(seller, ticket.id);
    const answer = await send('PUT', `/api/tickets/${ticket.id}`, {
      cookie: seller.cookie,
      body: `{"title":"changed","price":${price}}`,
    });
    expect(answer.status).toBe(400);
    expect(await readTicket(seller, ticket.id)).toEqual(before);
  });

  it.each(['""', '"   "', `"${'x'.repeat(201)}"`, '"a\\u0000b"', '"\\ud800"', '{"$where":"1"}', '1'])(
    'a listing called %s',
    async (title) => {
      const answer = await send('POST', '/api/tickets', {
        cookie: seller.cookie,
        body: `{"title":${title},"price":1}`,
      });
      expect([answer.status, JSON.parse(answer.text)]).toMatchObject([400, { errors: [{ field: 'title' }] }]);
    },
  );

  it.each([
    '?id[$ne]=x',
    '?$where=1',
    '?limit=0',
    '?limit=101',
    '?limit=1&limit=2',
    '?cursor=x',
    '?minPrice=x',
    '?search=%00',
  ])('browsing with %s', async (query) => {
    expect((await send('GET', `/api/tickets${query}`)).status).toBe(400);
  });

  it.each([{}, { ticketId: 'x' }, { ticketId: { $ne: null } }, { ticketId: null }])('an order of %j', async (body) => {
    const ordersOf = () => stranger.expect<OrderBody[]>(200, 'GET', '/api/orders');
    const before = await ordersOf();
    expect((await stranger.request('POST', '/api/orders', body)).status).toBe(400);
    expect(await ordersOf()).toEqual(before);
  });

  it.each([
    {},
    { token: 'tok_visa' },
    { token: '', orderId: randomUUID() },
    { token: 'tok_visa', orderId: 'x' },
    { token: { $ne: 1 }, orderId: randomUUID() },
  ])('a payment of %j', async (body) => {
    expect((await buyer.request('POST', '/api/payments', body)).status).toBe(400);
    expect(await readOrder(buyer, order.id)).toMatchObject({ status: expect.stringMatching('created|cancelled') });
  });

  it('ignores fields that a client must not set', async () => {
    const body =
      '{"title":"x","price":1,"userId":"me","version":7,"status":"sold","orderId":"o","reservation":9,"__proto__":{"isAdmin":true}}';
    const answer = await send('POST', '/api/tickets', { cookie: seller.cookie, body });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
      201,
      { userId: seller.id, version: 0, status: 'available', orderId: null },
    ]);
  });
});

describe('404', () => {
  it.each([
    '/api/tickets/x',
    '/api/tickets/000000000000000000000000',
    '/api/tickets/%zz',
    '/api/tickets/a%00',
    `/api/orders/${randomUUID()}`,
    '/api/orders/x',
    '/api/bookings/x',
    '/api/nothing',
    '/api/orders/a/b',
  ])('GET %s', async (path) => expect((await send('GET', path, { cookie: buyer.cookie })).status).toBe(404));

  it('for an unknown order', async () => {
    expect((await buyer.request('POST', '/api/orders', { ticketId: '0'.repeat(24) })).status).toBe(404);
    expect((await buyer.request('POST', '/api/payments', { token: 'tok_visa', orderId: randomUUID() })).status).toBe(
      404,
    );
  });
});

describe('the order of checks', () => {
  const large = JSON.stringify({ title: 'x'.repeat(200_000), price: 1 });

  it.each([
    ['405 before 403', 'DELETE', '/api/orders', { headers: { 'sec-fetch-site': 'cross-site' } }, 405],
    ['405 on a mutation with GET', 'GET', '/api/users/signup', {}, 405],
    ['403 before 413', 'POST', '/api/tickets', { body: large, headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['413 before 401', 'POST', '/api/tickets', { body: large }, 413],
    ['415 before 401', 'POST', '/api/tickets', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415],
    ['401 before 400', 'POST', '/api/tickets', { body: '{' }, 401],
  ] as const)('%s', async (_name, method, path, given, status) => {
    expect((await send(method, path, given)).status).toBe(status);
  });

  it('400 before 404 before 401', async () => {
    const missing = '0'.repeat(24);
    expect((await stranger.request('PUT', `/api/tickets/${missing}`, { title: '', price: 1 })).status).toBe(400);
    expect((await stranger.request('PUT', `/api/tickets/${missing}`, { title: 'x', price: 1 })).status).toBe(404);
    expect(
      (await stranger.request('PUT', `/api/tickets/${ticket.id}`, { title: 'x', price: 1 }, { 'if-match': '"99"' }))
        .status,
    ).toBe(401);
    expect(
      (await seller.request('PUT', `/api/tickets/${ticket.id}`, { title: 'x', price: 1 }, { 'if-match': '"99"' }))
        .status,
    ).toBe(409);
  });
});

describe('another site', () => {
  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ] as Record<string, string>[])('can’t change anything with the cookie: %j', async (headers) => {
    const free = await listTicket(seller);
    const body = JSON.stringify({ ticketId: free.id });
    expect((await send('POST', '/api/orders', { cookie: stranger.cookie, body, headers })).status).toBe(403);
    expect(await readTicket(seller, free.id)).toMatchObject({ status: 'available', orderId: null });
  });

  it('gets no access through CORS', async () => {
    const { headers } = await send('GET', '/api/tickets', { headers: { origin: 'https://evil.example' } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(
      (
        await send('OPTIONS', '/api/orders', {
          headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
        })
      ).headers.get('access-control-allow-origin'),
    ).toBeNull();
  });
});

describe('a file that is not a picture', () => {
  const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  it.each([
    ['a script with its own type', script, 'image/svg+xml', 415],
    ['a script with a picture’s type', script, 'image/png', 400],
    ['more than 5 MiB', 'x'.repeat(6 * 1024 * 1024), 'image/png', 413],
  ])('%s is rejected', async (_name, body, type, status) => {
    const given = { cookie: seller.cookie, body, headers: { 'content-type': type } };
    expect((await send('PUT', `/api/tickets/${ticket.id}/picture`, given)).status).toBe(status);
    expect(await readTicket(seller, ticket.id)).toMatchObject({ pictureUrl: null });
  });
});

it('guessing a password is rate limited, even for a correct guess', async () => {
  const victim = await signUp(storeUrl);
  const enter = (password: string) =>
    send('POST', '/api/users/signin', { body: JSON.stringify({ email: victim.email, password }) });
  const guesses = await Promise.all(Array.from({ length: 12 }, (_, n) => enter(`guess number ${n}`)));
  expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([400, 429]));
  const { status, headers } = await enter(victim.password);
  expect([status, Number(headers.get('retry-after')) > 0]).toEqual([429, true]);
});

it('one of a hundred buyers of one ticket gets it, 99 get 400', async () => {
  const wanted = await listTicket(seller);
  const buyers = await Promise.all([signUp(storeUrl), signUp(storeUrl)]);
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      (buyers[index % 2] as Person).request<OrderBody>('POST', '/api/orders', { ticketId: wanted.id }),
    ),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(statuses.filter((status) => status === 400)).toHaveLength(99);
});

describe('hoarding', () => {
  beforeAll(() => system.restart('orders', { MAX_UNPAID_RESERVATIONS: '1' }), 120_000);
  afterAll(() => system.restart('orders'), 120_000);

  it('is refused with 429, and the ticket stays free', async () => {
    const hoarder = await signUp(storeUrl);
    const [held, free] = [await listTicket(seller), await listTicket(seller)];
    await reserve(hoarder, held.id);
    const { status, headers } = await hoarder.request('POST', '/api/orders', { ticketId: free.id });
    expect([status, Number(headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect(await readTicket(seller, free.id)).toMatchObject({ status: 'available', orderId: null });
  });
});

describe('idempotency', () => {
  it('gives the same response and one charge for the same key and body, and rejects another body', async () => {
    const payer = await signUp(storeUrl);
    const own = await reserve(payer, (await listTicket(seller)).id);
    const key = { 'idempotency-key': randomUUID() };
    const pay = (token: string) => payer.request('POST', '/api/payments', { orderId: own.id, token }, key);
    const first = await pay('tok_visa');
    const again = await pay('tok_visa');
    expect(first.status).toBe(201);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect((await pay('tok_mastercard')).status).toBe(409);
    expect(await payer.expect(200, 'GET', `/api/payments/mine?orderId=${own.id}`)).toHaveLength(1);
  });
});

describe('the webhook', () => {
  const event = JSON.stringify({
    id: 'evt_forged',
    object: 'event',
    type: 'payment_intent.succeeded',
    data: { object: { id: 'pi_1' } },
  });
  const deliver = (headers: Record<string, string>) => send('POST', '/api/payments/webhook', { body: event, headers });
  const signedAt = (timestamp: number) => {
    const signature = createHmac('sha256', secrets.stripeWebhookSecret).update(`${timestamp}.${event}`).digest('hex');
    return { 'stripe-signature': `t=${timestamp},v1=${signature}` };
  };
  it('answers 200 to an event and to its replay', async () => {
    const headers = signedAt(nowSeconds());
    expect([(await deliver(headers)).status, (await deliver(headers)).status]).toEqual([200, 200]);
  });

  it.each<[string, Record<string, string>]>([
    ['forged', { 'stripe-signature': `t=${nowSeconds()},v1=${'0'.repeat(64)}` }],
    ['older than 300 s', signedAt(nowSeconds() - 302)],
    ['unsigned', {}],
    ['nonsense', { 'stripe-signature': 'x' }],
  ])('rejects a request that is %s', async (_name, headers) => {
    expect((await deliver(headers)).status).toBe(400);
  });
});

it('responses contain no stack trace, no query and no details of the implementation', async () => {
  const answers = await Promise.all([
    send('POST', '/api/users/signup', { body: '{' }),
    send('GET', '/api/tickets?limit=x'),
    send('GET', '/api/nothing'),
  ]);
  for (const { text, headers } of answers) {
    expect(text).not.toMatch(/at .*\.(ts|js):|node_modules|mongo|prisma|SELECT/i);
    expect(headers.get('x-powered-by')).toBeNull();
  }
});
