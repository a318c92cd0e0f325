import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import type { Logger } from '@ticketing/common/log';
import { closeServers, gatewayTo } from './gateway-fixture.ts';

afterEach(closeServers);

interface Line {
  level: 'warn' | 'debug';
  message: string;
  [field: string]: unknown;
}

function collectLines(): { lines: Line[]; log: Logger } {
  const lines: Line[] = [];
  const at = (level: Line['level']) => (fields: object, message: string) =>
    void lines.push({ ...fields, level, message });
  return { lines, log: { warn: at('warn'), debug: at('debug') } as unknown as Logger };
}

/** @returns the lines of a request, once it has ended */
const afterRequest = (lines: Line[]) =>
  waitFor(async () => (lines.some(({ message }) => message === 'request') ? lines : null), { timeoutMs: 5_000 });

it('logs the status that it answers while an upstream is away', async () => {
  const { lines, log } = collectLines();
  await fetch(`${await gatewayTo({}, { log })}/api/orders`);

  expect(await afterRequest(lines)).toEqual([
    expect.objectContaining({ level: 'warn', 'http.response.status_code': 503, upstream: 'orders' }),
    expect.objectContaining({ level: 'debug', 'http.response.status_code': 503, upstream: 'orders' }),
  ]);
});

it('logs 504 when an upstream does not begin its answer in time', async () => {
  const { lines, log } = collectLines();
  await fetch(`${await gatewayTo({ auth: () => {} }, { log, answerWithinMs: 50 })}/api/users/currentuser`);

  expect(await afterRequest(lines)).toMatchObject([
    { level: 'warn', 'http.response.status_code': 504 },
    { level: 'debug', 'http.response.status_code': 504 },
  ]);
});

it('logs 499 when the client leaves before it gets an answer', async () => {
  const { lines, log } = collectLines();
  const reached = Promise.withResolvers<void>();
  const url = await gatewayTo({ tickets: () => reached.resolve() }, { log });
  const outgoing = request(`${url}/api/tickets`).on('error', () => {});
  outgoing.end();
  await reached.promise;
  outgoing.destroy();

  expect(await afterRequest(lines)).toMatchObject([{ level: 'debug', 'http.response.status_code': 499 }]);
});

it('warns when an upstream breaks off its answer, and not when the client does', async () => {
  const { lines, log } = collectLines();
  const url = await gatewayTo(
    {
      client: (_req, res) => {
        res.writeHead(200, { 'content-length': '100' });
        res.write('half', () => res.destroy());
      },
      tickets: (_req, res) => void res.writeHead(200).flushHeaders(),
    },
    { log },
  );
  const answer = await fetch(`${url}/api/tickets/stream`);
  await answer.body?.cancel();
  expect(await afterRequest(lines)).toMatchObject([{ level: 'debug', upstream: 'tickets' }]);

  lines.length = 0;
  await expect(fetch(url).then((broken) => broken.text())).rejects.toThrow();
  expect(await afterRequest(lines)).toMatchObject([{ level: 'warn', upstream: 'client' }, { level: 'debug' }]);
});

it('warns when a protocol upgrade does not reach its upstream', async () => {
  const { lines, log } = collectLines();
  const { port } = new URL(await gatewayTo({}, { log }));
  const socket = connect(Number(port), '127.0.0.1');
  socket.write('GET /live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');

  expect(await text(socket)).toMatch(/^HTTP\/1\.1 503 /);
  expect(lines).toMatchObject([{ level: 'warn', 'http.response.status_code': 503, upstream: 'client' }]);
});

it.each([
  ['OPTIONS *', 204],
  ['GET *', 400],
  ['GET http://elsewhere/api/orders', 400],
])('answers %s itself with %i', async (target, status) => {
  const { lines, log } = collectLines();
  const upstream = createServer((_req, res) => res.writeHead(500).end());
  const { port } = new URL(await gatewayTo({ client: upstream }, { log }));
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(`${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  const [head] = (await once(socket, 'data')) as [Buffer];

  expect(head.toString()).toContain(`HTTP/1.1 ${status} `);
  expect(await afterRequest(lines)).toMatchObject([{ 'http.response.status_code': status }]);
});
