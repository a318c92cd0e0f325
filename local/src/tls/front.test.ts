import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Certificates, ensureCertificates } from './certificates.ts';
import { forwardBytes, forwardRequests, type KeyPair } from './front.ts';

const folder = mkdtempSync(join(tmpdir(), 'tls-'));
const open: Server[] = [];
let files: Certificates;
let pair: KeyPair;
let ca: Buffer;
beforeAll(async () => {
  files = await ensureCertificates(folder);
  pair = { cert: readFileSync(files.certFile), key: readFileSync(files.keyFile) };
  ca = readFileSync(files.caFile);
});
afterAll(() => {
  for (const server of open) server.close();
  rmSync(folder, { recursive: true });
});

async function listen(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function ask(port: number, options: https.RequestOptions, body = ''): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = https.request({ host: '127.0.0.1', port, ca, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

describe('certificates', () => {
  it('are kept, and their keys are for the owner only', async () => {
    const before = readFileSync(files.certFile, 'utf8');
    await ensureCertificates(folder);

    expect(readFileSync(files.certFile, 'utf8')).toBe(before);
    expect([files.keyFile, files.pairFile].map((file) => statSync(file).mode & 0o077)).toEqual([0, 0]);
  });

  it('are refused by a client that does not know their authority', async () => {
    const port = await listen(forwardRequests(pair, 1, ['a:b']));
    await expect(ask(port, { ca: undefined })).rejects.toThrow(/certificate/);
  });
});

describe('the front of the registry', () => {
  let port: number;
  let upstream: number;
  beforeAll(async () => {
    upstream = await listen(
      http.createServer(async (request, response) => {
        const chunks = await request.toArray();
        const { authorization = null } = request.headers;
        response.end(JSON.stringify({ url: request.url, authorization, body: Buffer.concat(chunks).toString() }));
      }),
    );
    port = await listen(forwardRequests(pair, upstream, ['orders:right', 'admin:other']));
  });

  it('passes requests of its users on, without their password', async () => {
    const answer = await ask(port, { method: 'POST', path: '/subjects?x=1', auth: 'orders:right' }, 'a body');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({ url: '/subjects?x=1', authorization: null, body: 'a body' });
  });

  it.each(['orders:wrong', 'orders:righ', 'nobody:right', undefined])('refuses %s', async (auth) => {
    expect(await ask(port, { auth })).toMatchObject({ status: 401 });
  });

  it('answers 503 while the registry does not respond', async () => {
    const dead = await listen(net.createServer());
    open.pop()?.close();
    const front = await listen(forwardRequests(pair, dead, ['orders:right']));
    expect(await ask(front, { auth: 'orders:right' })).toMatchObject({ status: 503 });
  });
});

describe('the front of Redis', () => {
  const connectTo = async (port: number) => {
    const socket = tls.connect({ port, host: '127.0.0.1', ca });
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve);
      socket.once('error', reject);
    });
    return socket;
  };

  it('passes bytes on, in both directions', async () => {
    const echo = await listen(net.createServer((socket) => void socket.pipe(socket)));
    const socket = await connectTo(await listen(forwardBytes(pair, echo)));
    const answer = new Promise((resolve) => socket.once('data', (data) => resolve(data.toString())));
    socket.write('PING\r\n');

    expect(await answer).toBe('PING\r\n');
    socket.destroy();
  });

  it('ends a connection when the server does', async () => {
    const closing = await listen(net.createServer((socket) => void socket.destroy()));
    const socket = await connectTo(await listen(forwardBytes(pair, closing)));
    socket.on('error', () => undefined);

    await expect(new Promise((resolve) => socket.once('close', () => resolve('closed')))).resolves.toBe('closed');
  });
});
