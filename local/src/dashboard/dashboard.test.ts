import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { findFreePort } from '../ports/free-ports.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { createDashboard } from './dashboard.ts';

const token = 'the-token';
let [folder, log] = ['', ''];
let server: Server;
let port: number;
const restart = jest.fn<Supervisor['restart']>(async () => {});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
  log = join(folder, 'orders.log');
  writeFileSync(log, 'an earlier line\n');
  port = await findFreePort();
  const url = 'postgresql://orders:p4ss@127.0.0.1/orders';
  const entry = { name: 'orders', kind: 'service', state: 'ready', url, port: 1, pid: process.pid, log } as const;
  const addresses = { gateway: 'http://localhost:3000' } as Parameters<typeof createDashboard>[0]['addresses'];
  const supervisor = { entries: () => [entry], environmentOf: () => ({ JWT_KEY: 'k', PORT: '1' }), restart };
  server = createDashboard({ port, token, supervisor, addresses, secrets: ['s3cret'] });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
  restart.mockClear();
});

const addressOf = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}?token=${token}`;

/** Reads server-sent events until one has what is looked for. */
async function readUntil(path: string, wanted: string): Promise<string> {
  const answer = await fetch(addressOf(path));
  let seen = '';
  for await (const chunk of answer.body ?? []) {
    seen += Buffer.from(chunk).toString();
    if (seen.includes(wanted)) break;
  }
  return seen;
}

it('shows its page, which takes nothing from elsewhere', async () => {
  const answer = await fetch(addressOf('/'));
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  const page = await answer.text();
  expect(page).not.toMatch(/https?:/);
  for (const [, file] of page.matchAll(/(?:src|href)="(dashboard[^"]+)"/g)) {
    expect((await fetch(`http://127.0.0.1:${port}/${file}`)).status).toBe(200);
  }
});

it('tells state, memory and address without passwords', async () => {
  const [line = ''] = (await readUntil('/events', '\n\n')).split('\n');
  const { programs } = JSON.parse(line.replace('data: ', ''));
  expect(programs).toEqual([
    expect.objectContaining({ name: 'orders', state: 'ready', url: 'postgresql://orders:•••@127.0.0.1/orders' }),
  ]);
  expect(programs[0].memoryBytes).toBeGreaterThan(1_000_000);
});

it('sends a log as it grows, without secrets', async () => {
  const reading = readUntil('/logs/orders', 'later');
  appendFileSync(log, 'a later line with s3cret\n');
  const seen = await reading;
  expect(seen).toContain('an earlier line');
  expect(seen).toContain('a later line with •••');
});

it('formats the lines of our programs, without the colours of a terminal', async () => {
  const reading = readUntil('/logs/orders', 'soon');
  const line = { 'log.level': 'warn', '@timestamp': '2026-01-01T10:00:00.123Z', message: 'retrying soon', attempt: 2 };
  appendFileSync(log, `${JSON.stringify(line)}\n`);
  expect(await reading).toContain('"10:00:00.123 warn  retrying soon attempt=2"');
});

it('shows an environment without secrets', async () => {
  expect(await (await fetch(addressOf('/environment/orders'))).json()).toEqual({ JWT_KEY: '•••', PORT: '1' });
});

it('restarts a program on POST only, and says why it failed', async () => {
  expect((await fetch(addressOf('/restart/orders'))).status).toBe(404);
  restart.mockRejectedValueOnce(new Error('no port'));
  expect(await (await fetch(addressOf('/restart/orders'), { method: 'POST' })).json()).toEqual({
    ok: false,
    reason: 'no port',
  });
  expect(await (await fetch(addressOf('/restart/orders'), { method: 'POST' })).json()).toEqual({ ok: true });
  expect(restart).toHaveBeenCalledTimes(2);
});

it('restarts nothing for another site', async () => {
  const outgoing = request(addressOf('/restart/orders'), {
    method: 'POST',
    headers: { origin: 'http://attacker.example' },
  });
  outgoing.end();
  const [answer] = await once(outgoing, 'response');
  await text(answer);
  expect([answer.statusCode, restart.mock.calls.length]).toEqual([403, 0]);
});

it('knows no other program and no other path', async () => {
  expect((await fetch(addressOf('/logs/shadow'))).status).toBe(404);
  expect((await fetch(addressOf('/logs/..%2F..%2Fsecrets'))).status).toBe(404);
  expect((await fetch(addressOf('/secrets.json'))).status).toBe(404);
});
