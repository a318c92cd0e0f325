import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { request as rawRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newEcKey, type PrivateJwk } from '@ticketing/common/ec-keys';
import { notOwner, TransientError } from '@ticketing/common/errors';
import { maxBodyBytes, reply } from '@ticketing/common/http';
import { sessionTokens, toPublicKeys } from '@ticketing/common/session-keys';
import { type Answer, codesOf, cookieOf, cookieOfToken, someUser, testJwtKey } from '@ticketing/testing/api';
import jwt from 'jsonwebtoken';
import { type HttpFixture, maxPlanBytes, sessionKey, startHttp } from './http-fixture.ts';

let http: HttpFixture;
beforeAll(async () => {
  http = await startHttp();
});
afterAll(() => http.stop());
beforeEach(() => {
  http.onPost.calls = 0;
  http.onPost.work = async () => reply(201, { made: true });
});

const id = randomBytes(12).toString('hex');
const put = (path: string, options: Parameters<HttpFixture['api']['request']>[2], method = 'PUT') =>
  http.api.request(method, path, options);

describe('a request with several faults gets the first error in the contract’s order', () => {
  const tooLarge = `"${'x'.repeat(maxBodyBytes)}"`;
  const text = { 'content-type': 'text/plain' };
  const foreign = { 'sec-fetch-site': 'cross-site' };
  const as = someUser();
  it.each<[number, string, () => Promise<Answer>]>([
    [404, 'not_found', () => put('/api/nothing', { body: tooLarge, headers: { ...text, ...foreign } })],
    [405, 'method_not_allowed', () => put('/api/things/x', { headers: foreign }, 'DELETE')],
    [403, 'cross_site', () => put('/api/things/x', { body: tooLarge, headers: { ...text, ...foreign } })],
    [413, 'body_too_large', () => put('/api/things/x', { body: tooLarge, headers: text })],
    [415, 'unsupported_content_type', () => put('/api/things/x', { body: '{', headers: text })],
    [401, 'not_authorized', () => put('/api/things/x', { body: '{' })],
    [400, 'invalid_json', () => put('/api/things/x', { as, body: '{' })],
    [400, 'invalid_input', () => put('/api/things/x', { as, body: {} })],
    [404, 'not_found', () => put('/api/things/x', { as, body: { name: 'a' } })],
  ])('%i %s', async (status, code, send) => {
    const answer = await send();
    expect([answer.status, codesOf(answer)]).toEqual([status, [code]]);
  });

  it('and succeeds without faults', async () => {
    expect(await put(`/api/things/${id}`, { as, body: { name: 'a' } })).toMatchObject({
      status: 200,
      body: { id, name: 'a', userId: as.id },
    });
  });

  it.each(['/api/things/%ff', '/api/things/%c0%af', '/api/things/%zz', '/api/%ff'])(
    'gets 404 for the undecodable path %s',
    async (path) => {
      const answer = await put(path, { as, body: { name: 'a' } });
      expect([answer.status, codesOf(answer)]).toEqual([404, ['not_found']]);
    },
  );

  it('gets the allowed methods with a 405', async () => {
    expect((await put('/api/things/x', {}, 'DELETE')).headers.get('allow')).toBe('PUT');
  });
});

describe('a body', () => {
  const as = someUser();
  it.each([
    ['nested ten thousand deep', `{"name":"a","deep":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 200],
    ['with __proto__', '{"name":"a","__proto__":{"userId":"other"}}', 200],
    ['with NUL', '{"name":"a\\u0000"}', 400],
    ['with a lone surrogate', '{"name":"\\ud800"}', 400],
    ['that is an array', '[]', 400],
    ['that is null', 'null', 400],
  ])('%s causes no server error', async (_what, body, status) => {
    const answer = await put(`/api/things/${id}`, { as, body });
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.body).toMatchObject({ userId: as.id });
  });

  it.each([
    [
      'is not UTF-8',
      { 'content-type': 'application/json' },
      [Buffer.from('{"name":"'), Buffer.from([0xff]), Buffer.from('"}')],
      400,
    ],
    ['is compressed', { 'content-type': 'application/json', 'content-encoding': 'gzip' }, [Buffer.from('{}')], 415],
    [
      'exceeds the limit without a declared length',
      { 'content-type': 'application/json' },
      [Buffer.alloc(maxBodyBytes, 32), Buffer.alloc(1024, 32)],
      413,
    ],
  ])('that %s is refused', async (_what, headers, chunks, status) => {
    const url = `${http.api.url}/api/things/${id}`;
    const answered = new Promise<number | undefined>((resolve, reject) => {
      const request = rawRequest(url, { method: 'PUT', headers: { ...headers, cookie: cookieOf(as) } }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode));
      });
      request.once('error', reject);
      for (const chunk of chunks) request.write(chunk);
      request.end();
    });
    expect(await answered).toBe(status);
  });
});

describe('a route with a larger limit', () => {
  const as = someUser();
  const large = JSON.stringify({ name: 'a', more: 'x'.repeat(2 * maxBodyBytes) });

  it('takes a body over the usual limit, and refuses one over its own', async () => {
    expect((await put('/api/plans', { as, body: large })).status).toBe(200);
    const tooLarge = await put('/api/plans', { as, body: JSON.stringify({ name: 'x'.repeat(maxPlanBytes) }) });
    expect([tooLarge.status, codesOf(tooLarge)]).toEqual([413, ['body_too_large']]);
  });

  it('reads nothing that a visitor sends, and nothing of another type', async () => {
    expect((await put('/api/plans', { body: large })).status).toBe(401);
    expect((await put('/api/plans', { as, body: large, headers: { 'content-type': 'text/plain' } })).status).toBe(415);
  });
});

describe('a request from a browser', () => {
  const as = someUser();
  const status = async (headers: Record<string, string>) =>
    (await put(`/api/things/${id}`, { as, body: { name: 'a' }, headers })).status;
  const { origin } = new URL('http://elsewhere.example');

  it('is accepted from the same site and from direct navigation', async () => {
    const own = http.api.url;
    expect(await status({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await status({ 'sec-fetch-site': 'none' })).toBe(200);
    expect(await status({ origin: own })).toBe(200);
    expect(await status({ origin: 'https://shop.example', 'x-forwarded-host': 'shop.example' })).toBe(200);
  });

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin },
    { origin: 'null' },
  ])('is refused from another site: %j', async (headers) => expect(await status(headers)).toBe(403));

  it('gets no CORS headers', async () => {
    const answer = await http.api.request('GET', '/api/me', { headers: { origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

const privateKeyOf = (key: PrivateJwk) => createPrivateKey({ key, format: 'jwk' });

describe('a session', () => {
  const user = someUser();
  const whoIs = async (cookie: string) =>
    ((await http.api.request('GET', '/api/me', { headers: { cookie } })).body as { user: { id: string } | null }).user;
  const soon = () => Math.floor(Date.now() / 1000) + 60;
  const signed = (claims: object, options: jwt.SignOptions = {}, key: jwt.Secret = testJwtKey) =>
    cookieOfToken(jwt.sign({ ...user, ...claims }, key, options));
  const edited = (): string => {
    const [header, , signature] = jwt.sign({ ...user, exp: soon() }, testJwtKey).split('.');
    const claims = Buffer.from(JSON.stringify({ id: 'other', email: 'x', exp: soon() })).toString('base64url');
    return cookieOfToken(`${header}.${claims}.${signature}`);
  };
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

  it('is valid when signed by the key and not expired', async () => {
    expect(await whoIs(cookieOf(user))).toMatchObject({ id: user.id, roles: [] });
  });

  it('may come from another issuer, without a session id and roles', async () => {
    expect(await whoIs(signed({ exp: soon() }))).toMatchObject({ id: user.id, roles: [], sid: null });
  });

  it.each<[string, () => string]>([
    ['is not signed', () => signed({ exp: soon() }, { algorithm: 'none' }, '')],
    ['is signed with another key', () => cookieOf(user, {}, 'another-key-of-at-least-32-characters')],
    ['is signed with another algorithm', () => signed({ exp: soon() }, { algorithm: 'HS512' })],
    ['is signed with a key pair', () => signed({ exp: soon() }, { algorithm: 'RS256' }, privateKey)],
    [
      'uses a public key as a secret',
      () => cookieOf(user, {}, publicKey.export({ type: 'spki', format: 'pem' }).toString()),
    ],
    ['is expired', () => signed({ exp: soon() - 120 })],
    ['never expires', () => signed({})],
    ['was edited', edited],
    ['names no user', () => signed({ id: '', exp: soon() })],
    ['is a plain token', () => `session=${jwt.sign({ ...user, exp: soon() }, testJwtKey)}`],
    ['is nonsense', () => 'session=nonsense'],
  ])('is invalid when it %s', async (_what, cookie) => {
    expect(await whoIs(cookie())).toBeNull();
    expect(await http.api.request('POST', '/api/things', { body: {}, headers: { cookie: cookie() } })).toMatchObject({
      status: 401,
    });
  });

  const { issuer, audience } = sessionTokens;
  const ofAuth = (options: jwt.SignOptions = {}, key: PrivateJwk = sessionKey) =>
    signed({ exp: soon() }, { algorithm: 'ES256', keyid: key.kid, issuer, audience, ...options }, privateKeyOf(key));
  const publicPem = toPublicKeys([sessionKey]).get(sessionKey.kid)?.export({ type: 'spki', format: 'pem' }) ?? '';

  it('is valid when auth signed it with its own key', async () => {
    expect(await whoIs(ofAuth())).toMatchObject({ id: user.id });
  });

  it.each<[string, () => string]>([
    ['for another system', () => ofAuth({ audience: 'elsewhere' })],
    ['by another issuer', () => ofAuth({ issuer: 'elsewhere' })],
    ['by an unknown key', () => ofAuth({ keyid: 'unknown' })],
    ['by another key of the same name', () => ofAuth({}, { ...newEcKey(), kid: sessionKey.kid })],
    ['with the public key as a secret', () => cookieOf(user, {}, String(publicPem))],
    ['with a shared secret in the name of the key', () => signed({ exp: soon() }, { keyid: sessionKey.kid }, 'secret')],
  ])('is invalid when it was signed %s', async (_how, cookie) => expect(await whoIs(cookie())).toBeNull());

  it('may come as __Host-session, alone or with the same value', async () => {
    const cookie = cookieOf(user);
    expect(await whoIs(`__Host-${cookie}`)).toMatchObject({ id: user.id });
    expect(await whoIs(`${cookie}; __Host-${cookie}`)).toMatchObject({ id: user.id });
  });

  it.each<[string, (mine: string, theirs: string) => string]>([
    ['both names', (mine, theirs) => `${mine}; __Host-${theirs}`],
    ['one name twice', (mine, theirs) => `${mine}; theme=dark; ${theirs}`],
    ['an invalid one', (mine) => `${mine}; session=nonsense`],
  ])('is refused beside a different one: %s', async (_how, join) => {
    const cookie = join(cookieOf(user), cookieOf(someUser()));
    expect(await whoIs(cookie)).toBeNull();
    const answer = await http.api.request('POST', '/api/things', { body: {}, headers: { cookie } });
    expect([answer.status, codesOf(answer)]).toEqual([401, ['conflicting_sessions']]);
  });

  it('is invalid once revoked', async () => {
    const sid = randomUUID();
    const cookie = cookieOf(user, { sid });
    expect(await whoIs(cookie)).not.toBeNull();
    await http.revoke(sid);
    expect(await whoIs(cookie)).toBeNull();
  });
});

describe('the security log', () => {
  const user = someUser();
  const headers = { cookie: cookieOf(user) };

  it('names who asked for what is not theirs, without the id', async () => {
    http.takeSecurityEvents();
    http.onPost.work = () => Promise.reject(notOwner());
    await http.api.request('POST', '/api/things', { body: { name: 'a' }, headers });
    await http.api.request('GET', '/api/operations/lines', { headers });

    expect(http.takeSecurityEvents()).toMatchObject(
      ['/api/things', '/api/operations/lines'].map((route) => ({
        'event.action': 'access-refused',
        'event.outcome': 'failure',
        'user.id': user.id,
        'http.route': route,
      })),
    );
  });

  it('ignores requests that are allowed, or that nobody sent', async () => {
    http.takeSecurityEvents();
    await http.api.request('POST', '/api/things', { body: { name: 'a' }, headers });
    await http.api.request('POST', '/api/things', { body: {} });
    expect(http.takeSecurityEvents()).toEqual([]);
  });
});

describe('a route that requires a role', () => {
  const path = '/api/operations/lines';
  const get = (headers: Record<string, string>, query = '') => fetch(`${http.api.url}${path}${query}`, { headers });
  const operator = { cookie: cookieOf(someUser(), { roles: ['operator'] }) };

  it('answers 401 without a session and 403 without the role, before validating the query', async () => {
    const answers = await Promise.all([get({}), get({ cookie: cookieOf(someUser()) }, '?limit=x')]);

    expect(answers.map(({ status }) => status)).toEqual([401, 403]);
    expect(await answers[1]?.json()).toMatchObject({ errors: [{ code: 'forbidden' }] });
    expect((await get(operator, '?limit=x')).status).toBe(400);
  });

  it('streams to users with the role', async () => {
    http.onStream.lines = async function* () {
      for (let at = 0; at < 10_000; at += 1) yield `line ${at}\n`;
    };
    const answer = await get(operator);

    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect((await answer.text()).split('\n')).toHaveLength(10_001);
  });

  it('cuts the connection when a stream fails midway, so that a partial response is not taken for a complete one', async () => {
    http.onStream.lines = async function* () {
      yield 'line\n'.repeat(10_000);
      throw new Error('secret');
    };
    await expect(get(operator).then((answer) => answer.text())).rejects.toThrow();
    expect((await get({})).status).toBe(401);
  });
});

describe('a server error', () => {
  const as = someUser();
  it('answers 503 with Retry-After when a dependency is unavailable, else 500, without exposing the cause', async () => {
    const send = async (error: Error) => {
      http.onPost.work = () => Promise.reject(error);
      return http.api.request('POST', '/api/things', { as, body: { name: 'a' } });
    };
    const [unavailable, bug] = [await send(new TransientError('secret')), await send(new Error('secret'))];

    expect([unavailable.status, unavailable.headers.get('retry-after'), codesOf(unavailable)]).toEqual([
      503,
      '2',
      ['dependency_unavailable'],
    ]);
    expect([bug.status, codesOf(bug)]).toEqual([500, ['internal_error']]);
    expect(JSON.stringify([unavailable.body, bug.body])).not.toContain('secret');
  });
});

describe('the OpenAPI document', () => {
  it('describes every route', async () => {
    const { body } = await http.api.request('GET', '/api/things/openapi.json');
    const { openapi, paths } = body as { openapi: string; paths: Record<string, object> };

    expect(openapi).toBe('3.1.0');
    expect(Object.entries(paths).map(([path, methods]) => [path, Object.keys(methods)])).toEqual([
      ['/api/things', ['post']],
      ['/api/secrets', ['post']],
      ['/api/things/{id}', ['put']],
      ['/api/plans', ['put']],
      ['/api/me', ['get']],
      ['/api/operations/lines', ['get']],
    ]);
  });

  it('names the refusals that routes have in common, unless a route documents its own', async () => {
    const { body } = await http.api.request('GET', '/api/things/openapi.json');
    const { paths, components } = body as {
      paths: Record<string, Record<string, { responses: Record<string, { $ref?: string; headers?: object }> }>>;
      components: { responses: Record<string, unknown> };
    };
    const refsOf = (path: string, method: string) =>
      Object.entries(paths[path]?.[method]?.responses ?? {})
        .filter(([, { $ref }]) => $ref)
        .map(([status, { $ref }]) => [status, $ref?.split('/').at(-1)]);

    expect(refsOf('/api/me', 'get')).toEqual([
      ['400', 'BadRequest'],
      ['431', 'HeadersTooLarge'],
      ['503', 'Unavailable'],
    ]);
    expect(refsOf('/api/secrets', 'post')).toEqual([
      ['400', 'BadRequest'],
      ['401', 'NotSignedIn'],
      ['403', 'CrossSite'],
      ['409', 'IdempotencyKeyTaken'],
      ['413', 'BodyTooLarge'],
      ['415', 'UnsupportedContentType'],
      ['431', 'HeadersTooLarge'],
      ['503', 'Unavailable'],
    ]);
    expect(components.responses.Unavailable).toMatchObject({ headers: { 'Retry-After': { required: true } } });
  });
});
