import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { root } from '../src/config.ts';
import { type Endpoints, readEndpoints } from '../src/endpoints.ts';
import { runLocal } from '../src/run-local.ts';
import { attachDebugger } from './debugger.ts';
import { openToEdit } from './edited-file.ts';

const home = join(root, '.local/test-dev');
const env = { TICKETING_HOME: home, TICKETING_PORTS: 'auto', TICKETING_SEED: 'never' };
const route = join(root, 'orders/src/http/get-orders-terms.ts');
const source = openToEdit(route);
/** What the route's handler does. */
const statement = 'reply(200, terms)';
const withHeader = (value: string) => `reply(200, terms, { 'x-edit': '${value}' })`;
const shared = openToEdit(join(root, 'common/src/http/app.ts'));
/** Of the headers that every service sets. */
const header = "'Cache-Control': 'no-store',";

let stack: Endpoints;
beforeAll(async () => {
  expect(await runLocal(env, 'dev', '--detach')).toBe(0);
  stack = readEndpoints(home) as Endpoints;
}, 300_000);
afterEach(() => {
  source.restore();
  shared.restore();
});
afterAll(async () => {
  await runLocal(env, 'stop');
  rmSync(home, { recursive: true, force: true });
}, 120_000);

const at = (path: string) => fetch(`${stack.addresses.gateway}${path}`);
const terms = () => at('/api/orders/terms');
const states = () => readEndpoints(home)?.processes ?? [];
const stateOfOrders = () => states().find(({ name }) => name === 'orders')?.state;
const until = async (isSo: () => Promise<boolean>) =>
  expect(await waitFor(async () => ((await isSo()) ? true : null), { timeoutMs: 20_000 })).toBe(true);
const editSeen = async (path: string) => (await at(path)).headers.get('x-edit');

/** Milliseconds from an edit to the first answer of each address that has it. */
async function edit(value: string, paths: readonly string[], write: () => void): Promise<number[]> {
  const editedAt = performance.now();
  write();
  return Promise.all(
    paths.map(async (path) => {
      await until(async () => (await editSeen(path)) === value);
      return Math.round(performance.now() - editedAt);
    }),
  );
}
const editRoute = (value: string) =>
  edit(value, ['/api/orders/terms'], () => source.replace(statement, withHeader(value)));

/** The goal is 2 s on two cores; it is printed, not tested, because machines differ. */
const limitMs = 10_000;

it('answers with an edited route within seconds, ten times in a row', async () => {
  const tookMs: number[] = [];
  for (let turn = 1; turn <= 10; turn++) {
    tookMs.push(...(await editRoute(`turn-${turn}`)));
    await until(async () => stateOfOrders() === 'ready');
  }
  process.stdout.write(`a route is live after ${tookMs.join(', ')} ms\n`);
  expect(tookMs.filter((ms) => ms > limitMs)).toEqual([]);
}, 120_000);

it('answers with an edit of common within seconds, the service that was edited last first', async () => {
  const paths = ['/api/orders/terms', '/api/tickets', '/api/payments/config', '/api/users/currentuser'];
  const tookMs: number[][] = [];
  for (let turn = 1; turn <= 10; turn++) {
    const value = `common-${turn}`;
    tookMs.push(await edit(value, paths, () => shared.replace(header, `${header} 'X-Edit': '${value}',`)));
    await until(async () => states().every(({ state }) => state === 'ready'));
  }
  const [orders, others] = [tookMs.map(([first]) => first ?? 0), tookMs.map((all) => Math.max(...all))];
  process.stdout.write(
    `common is live in orders after ${orders.join(', ')} ms, everywhere after ${others.join(', ')} ms\n`,
  );
  expect(orders.filter((ms) => ms > limitMs)).toEqual([]);
}, 300_000);

it('is unavailable after a syntax error, and recovers by the next good edit', async () => {
  source.replace(statement, `const = 1; ${statement}`);
  await until(async () => (await terms()).status === 503);
  await until(async () => stateOfOrders() === 'failed');
  await editRoute('recovered');
}, 60_000);

/** Reads the port that `npm run dev -- orders` prints. */
async function debuggerPort(output: Readable): Promise<number> {
  for await (const line of createInterface(output)) {
    const port = /a debugger can attach to 127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port) return Number(port);
  }
  throw new Error('no port for a debugger');
}

it('stops at a breakpoint in the TypeScript source after npm run dev -- orders', async () => {
  // The restored source restarts the program once more.
  await until(async () => {
    const { status, headers } = await terms();
    return status === 200 && headers.get('x-edit') === null;
  });
  const command = spawn(process.execPath, [join(root, 'local/src/main.ts'), 'dev', 'orders'], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const attached = await attachDebugger(await debuggerPort(command.stdout));
  await attached.send('Debugger.enable');
  await attached.send('Debugger.setBreakpointByUrl', {
    url: pathToFileURL(route).href,
    lineNumber: source.lineOf(statement),
  });
  const paused = attached.next('Debugger.paused');
  const answer = terms();
  await paused;
  await attached.send('Debugger.resume');
  expect((await answer).status).toBe(200);
  attached.close();
  command.kill('SIGINT');
  expect(await once(command, 'exit')).toEqual([0, null]);
}, 60_000);

it("compiles the client's pages as they are asked for, and passes the socket of its updates", async () => {
  expect((await fetch(stack.addresses.gateway)).status).toBe(200);
  const socket = new WebSocket(`${stack.addresses.gateway.replace('http', 'ws')}/_next/hmr?id=test`);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  socket.close();
}, 60_000);
