import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from '@jest/globals';
import { closeServers, gatewayTo } from './gateway-fixture.ts';

afterEach(closeServers);

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

it('closes an idle connection before the upstream does, so that no request with a body meets a closed one', async () => {
  const upstream = createServer({ keepAliveTimeout: 3_000 }, (_req, res) => void res.end());
  const connected = once(upstream, 'connection');
  const url = await gatewayTo({ payments: upstream });

  await fetch(`${url}/api/payments`, { method: 'POST', body: '{}' });
  const [connection] = (await connected) as [Socket];
  const firstToClose = await Promise.race([
    once(connection, 'end').then(() => 'gateway'),
    once(connection, 'close').then(() => 'upstream'),
  ]);

  expect(firstToClose).toBe('gateway');
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
  const url = await gatewayTo({ auth: () => {} }, { answerWithinMs: 50 });

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

it('passes a protocol upgrade through in both directions', async () => {
  const upstream = createServer().on('upgrade', (_req, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
    socket.pipe(socket);
  });
  const { port } = new URL(await gatewayTo({ client: upstream }));

  const socket = connect(Number(port), '127.0.0.1');
  socket.write('GET /live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
  const [head] = (await once(socket, 'data')) as [Buffer];
  socket.write('ping');
  const [echo] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();

  expect(head.toString()).toMatch(/^HTTP\/1\.1 101 /);
  expect(echo.toString()).toBe('ping');
});
