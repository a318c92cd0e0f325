import { once } from 'node:events';
import { createServer, type RequestListener, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { silentLogger } from '@ticketing/common/log';
import { maxBodyBytes, maxPictureBytes } from './body-limit.ts';
import { createGateway } from './gateway.ts';
import { type UpstreamName, upstreamNames } from './routes.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function listening(server: Server): Promise<string> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const nobody = 'http://127.0.0.1:9';

async function gatewayTo(upstreams: Partial<Record<UpstreamName, RequestListener>>, answerWithinMs?: number) {
  const urls = { auth: nobody, tickets: nobody, orders: nobody, payments: nobody, ops: nobody, client: nobody };
  for (const [name, listener] of Object.entries(upstreams)) {
    urls[name as UpstreamName] = await listening(createServer(listener));
  }
  const parsed = Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, new URL(url)]));
  const options = { upstreams: parsed as Record<UpstreamName, URL>, log: silentLogger() };
  return listening(createGateway(answerWithinMs ? { ...options, answerWithinMs } : options));
}

it('passes method, path, headers and body on, and status, headers and body back', async () => {
  const url = await gatewayTo({
    orders: async (req, res) => {
      const body = await text(req);
      res.setHeader('set-cookie', ['a=1', 'b=2']);
      res.writeHead(201, { 'x-seen': `${req.method} ${req.url} ${req.headers.cookie}` }).end(body);
    },
  });

  const answer = await fetch(`${url}/api/orders?x=1`, {
    method: 'POST',
    body: '{"ticketId":"t"}',
    headers: { cookie: 'session=s' },
  });

  expect(answer.status).toBe(201);
  expect(answer.headers.get('x-seen')).toBe('POST /api/orders?x=1 session=s');
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(await answer.text()).toBe('{"ticketId":"t"}');
});

it('says where a request came from, whatever the client claims', async () => {
  const url = await gatewayTo({ client: (req, res) => res.end(JSON.stringify(req.headers)) });

  const seen = await (
    await fetch(url, {
      headers: { 'x-forwarded-for': '6.6.6.6', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil' },
    })
  ).json();

  const { host } = new URL(url);
  expect(seen).toMatchObject({
    host,
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'http',
    'x-forwarded-host': host,
  });
});

it('keeps the framing of a body on every method, so that none is read as the next request', async () => {
  const url = await gatewayTo({
    orders: async (req, res) => void res.end(`${req.method} ${await text(req)}`),
  });
  const { port } = new URL(url);

  const outgoing = request({
    port,
    method: 'DELETE',
    path: '/api/orders/1',
    headers: { 'transfer-encoding': 'chunked' },
  });
  outgoing.end('GET /api/users HTTP/1.1\r\n\r\n');
  const [answer] = await once(outgoing, 'response');

  expect(await text(answer)).toBe('DELETE GET /api/users HTTP/1.1\r\n\r\n');
});

it('passes server-sent events at once: headers before the first event, each event as it is sent', async () => {
  const proceed = Promise.withResolvers<void>();
  const url = await gatewayTo({
    tickets: async (_req, res) => {
      res.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      await proceed.promise;
      res.write('data: one\n\n');
    },
  });

  const answer = await fetch(`${url}/api/tickets/stream`);
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  proceed.resolve();
  const reader = answer.body?.getReader();
  const first = await reader?.read();

  expect(new TextDecoder().decode(first?.value)).toBe('data: one\n\n');
  await reader?.cancel();
});

it('ends the upstream request when the client goes away', async () => {
  const ended = Promise.withResolvers<void>();
  const url = await gatewayTo({
    tickets: (_req, res) => {
      res.writeHead(200).flushHeaders();
      res.on('close', () => ended.resolve());
    },
  });

  const answer = await fetch(`${url}/api/tickets/stream`);
  await answer.body?.cancel();

  await expect(ended.promise).resolves.toBeUndefined();
});

it('ends the upstream requests of a connection that is reset, also those whose answer waits behind another', async () => {
  const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const counts = { begun: 0, ended: 0 };
  const url = await gatewayTo({
    tickets: (_req, res) => {
      counts.begun += 1;
      if (counts.begun === 2) begun.resolve();
      res.on('close', () => {
        counts.ended += 1;
        if (counts.ended === 2) ended.resolve();
      });
    },
  });
  const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
  socket.write('GET /api/tickets/events HTTP/1.1\r\nHost: tickets\r\n\r\n'.repeat(2));
  await begun.promise;
  socket.resetAndDestroy();

  await expect(ended.promise).resolves.toBeUndefined();
});

it('answers 503 with Retry-After and an error of the contract while an upstream is away', async () => {
  const url = await gatewayTo({});

  const answer = await fetch(`${url}/api/orders`, { method: 'POST', body: '{}' });

  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(await answer.json()).toEqual({
    errors: [{ message: 'The orders service is not available', code: 'upstream_unavailable' }],
  });
});

it('shows a person a page while the client is away', async () => {
  const url = await gatewayTo({});

  const answer = await fetch(url, { headers: { accept: 'text/html,*/*' } });

  expect(answer.status).toBe(503);
  expect(answer.headers.get('content-type')).toContain('text/html');
});

it('answers 504 when an upstream does not begin its answer in time', async () => {
  const url = await gatewayTo({ auth: () => {} }, 50);

  const answer = await fetch(`${url}/api/users/currentuser`);

  expect(answer.status).toBe(504);
  expect(await answer.json()).toMatchObject({ errors: [{ code: 'upstream_timeout' }] });
});

it('breaks the connection when an upstream breaks off its answer', async () => {
  const url = await gatewayTo({
    client: (_req, res) => {
      res.writeHead(200, { 'content-length': '100' });
      res.write('half', () => res.destroy());
    },
  });

  await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow();
});

describe('a body over the limit of an ingress', () => {
  const sized = (bytes: number) => ({ method: 'POST', body: 'x'.repeat(bytes) });
  const streamed = (bytes: number) => ({
    method: 'POST',
    body: new Blob(['x'.repeat(bytes)]).stream(),
    duplex: 'half' as const,
  });
  const echo: RequestListener = (req, res) =>
    void text(req).then(
      (body) => res.end(String(body.length)),
      () => res.destroy(),
    );

  it.each([
    ['announced', sized],
    ['sent in chunks', streamed],
  ])('is answered 413 with an error of the contract: %s', async (_how, bodyOf) => {
    const url = await gatewayTo({ orders: echo });
    const [atLimit, over] = [
      await fetch(`${url}/api/orders`, bodyOf(maxBodyBytes)),
      await fetch(`${url}/api/orders`, bodyOf(maxBodyBytes + 1)),
    ];

    expect([atLimit.status, await atLimit.text()]).toEqual([200, String(maxBodyBytes)]);
    expect([over.status, await over.json()]).toEqual([
      413,
      { errors: [{ message: 'The request body is too large', code: 'body_too_large' }] },
    ]);
  });

  it('does not reach the upstream when it is announced', async () => {
    const orders = jest.fn<RequestListener>((_req, res) => res.end());
    const url = await gatewayTo({ orders });
    await fetch(`${url}/api/orders`, sized(maxBodyBytes + 1));

    expect(orders).not.toHaveBeenCalled();
  });

  it('is not read to its end when it is far too large', async () => {
    const { port } = new URL(await gatewayTo({ orders: echo }));
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`POST /api/orders HTTP/1.1\r\nHost: x\r\nContent-Length: ${2 ** 40}\r\n\r\n`);

    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 /);
  });
});

it('passes a protocol upgrade through in both directions', async () => {
  const upstream = createServer().on('upgrade', (_req, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
    socket.pipe(socket);
  });
  const client = new URL(await listening(upstream));
  const away = new URL(nobody);
  const upstreams = { auth: away, tickets: away, orders: away, payments: away, ops: away, client };
  const { port } = new URL(await listening(createGateway({ upstreams, log: silentLogger() })));

  const socket = connect(Number(port), '127.0.0.1');
  socket.write('GET /live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
  const [head] = (await once(socket, 'data')) as [Buffer];
  socket.write('ping');
  const [echo] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();

  expect(head.toString()).toMatch(/^HTTP\/1\.1 101 /);
  expect(echo.toString()).toBe('ping');
});

describe('Stripe’s stand-in', () => {
  const withSandbox = async () => {
    const answers = createServer((req, res) => res.end(`${req.method} ${req.url} ${req.headers.authorization ?? ''}`));
    const sandbox = new URL(await listening(answers));
    const upstreams = Object.fromEntries(upstreamNames.map((name) => [name, new URL(nobody)]));
    return listening(
      createGateway({ upstreams: upstreams as Record<UpstreamName, URL>, sandbox, log: silentLogger() }),
    );
  };
  const publishable = { authorization: 'Bearer pk_test_1' };

  it.each([
    ['/v1/payment_methods', publishable],
    ['/v1/payment_intents/pi_1/confirm', publishable],
    ['/v1/payment_intents/pi_1?client_secret=s', publishable],
    ['/_sandbox/challenges/pi_1?client_secret=s', {}],
    ['/_sandbox/challenges/pi_1/complete', {}],
  ])('is reached by browsers at %s', async (path, headers) => {
    const answer = await fetch(`${await withSandbox()}/stripe-sandbox${path}`, { method: 'POST', headers });
    expect(await answer.text()).toContain(`POST ${path}`);
  });

  it.each([
    ['/v1/payment_methods', { authorization: 'Bearer sk_test_1' }],
    ['/v1/payment_intents/pi_1', {}],
    ['/v1/refunds', publishable],
    ['/v1/payment_intents', publishable],
    ['/_sandbox/ledger', publishable],
    ['/_sandbox/challenges/../ledger', publishable],
    ['/_sandbox/challenges/%2e%2e/ledger', publishable],
  ])('is not at %s with %j', async (path, headers) => {
    const { status } = await fetch(`${await withSandbox()}/stripe-sandbox${path}`, { method: 'POST', headers });
    expect(status).toBe(403);
  });

  it('is not there when Stripe itself is used', async () => {
    const url = await gatewayTo({ client: (_req, res) => res.writeHead(404).end() });
    expect((await fetch(`${url}/stripe-sandbox/v1/payment_methods`, { headers: publishable })).status).toBe(404);
  });
});

it('lets a picture through where one belongs, and nothing else as large', async () => {
  const url = await gatewayTo({ tickets: async (req, res) => void res.end(String((await text(req)).length)) });
  const send = (method: string, path: string, bytes: number) =>
    fetch(`${url}${path}`, { method, body: 'x'.repeat(bytes) }).then(({ status }) => status);

  expect(await send('PUT', '/api/tickets/1/picture', maxPictureBytes)).toBe(200);
  expect(await send('PUT', '/api/tickets/1/picture', maxPictureBytes + 1)).toBe(413);
  expect(await send('PUT', '/api/tickets/1', maxBodyBytes + 1)).toBe(413);
  expect(await send('POST', '/api/tickets/1/picture', maxBodyBytes + 1)).toBe(413);
  expect(await send('PUT', '/api/tickets/1/picture/more', maxBodyBytes + 1)).toBe(413);
});
