import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { root } from '../src/config.ts';
import { type Endpoints, readEndpoints } from '../src/endpoints.ts';
import { findFreePort } from '../src/ports/free-ports.ts';
import { inspectPortVariable } from '../src/reload/program-messages.ts';
import { runLocal } from '../src/run-local.ts';
import { commandSupervisor } from '../src/supervisor/control-client.ts';
import { attachDebugger } from './debugger.ts';
import { openToEdit } from './edited-file.ts';

const home = join(root, '.local/test-dev');
const env = { TICKETING_HOME: home, TICKETING_PORTS: 'auto', TICKETING_SEED: 'never' };
const route = join(root, 'tickets/src/http/get-tickets.ts');
const source = openToEdit(route);
/** The first statement of the route's handler. */
const statement = 'if (ids) return';
const withHeader = (value: string) => `res.setHeader('x-edit', '${value}'); ${statement}`;

let stack: Endpoints;
beforeAll(async () => {
  expect(await runLocal(env, 'dev', '--detach')).toBe(0);
  stack = readEndpoints(home) as Endpoints;
}, 300_000);
afterEach(() => source.restore());
afterAll(async () => {
  await runLocal(env, 'stop');
  rmSync(home, { recursive: true, force: true });
}, 120_000);

const tickets = () => fetch(`${stack.addresses.gateway}/api/tickets`);
const stateOfTickets = () => readEndpoints(home)?.processes.find(({ name }) => name === 'tickets')?.state;
const until = async (isSo: () => Promise<boolean>) =>
  expect(await waitFor(async () => ((await isSo()) ? true : null), { timeoutMs: 20_000 })).toBe(true);
const editSeen = async () => (await tickets()).headers.get('x-edit');

/** Milliseconds from the edit to the first answer that has it. */
async function edit(value: string): Promise<number> {
  const editedAt = performance.now();
  source.replace(statement, withHeader(value));
  await until(async () => (await editSeen()) === value);
  return Math.round(performance.now() - editedAt);
}

/** The goal is 2 s on two cores; it is printed, not tested, because machines differ. */
const limitMs = 10_000;

it('answers with an edited route within seconds, ten times in a row', async () => {
  const tookMs: number[] = [];
  for (let turn = 1; turn <= 10; turn++) {
    tookMs.push(await edit(`turn-${turn}`));
    await until(async () => stateOfTickets() === 'ready');
  }
  process.stdout.write(`live after ${tookMs.join(', ')} ms\n`);
  expect(tookMs.filter((ms) => ms > limitMs)).toEqual([]);
}, 120_000);

it('is unavailable after a syntax error, and recovers by the next good edit', async () => {
  source.replace(statement, `const = 1; ${statement}`);
  await until(async () => (await tickets()).status === 503);
  await until(async () => stateOfTickets() === 'failed');
  await edit('recovered');
}, 60_000);

it('stops at a breakpoint in the TypeScript source', async () => {
  // The restored source restarts the program once more.
  await until(async () => {
    const { status, headers } = await tickets();
    return status === 200 && headers.get('x-edit') === null;
  });
  const port = await findFreePort();
  const restarted = await commandSupervisor(home, 'restart', 'tickets', { [inspectPortVariable]: String(port) });
  expect(restarted).toEqual({ ok: true });
  const attached = await attachDebugger(port);
  await attached.send('Debugger.enable');
  await attached.send('Debugger.setBreakpointByUrl', {
    url: pathToFileURL(route).href,
    lineNumber: source.lineOf(statement),
  });
  const paused = attached.next('Debugger.paused');
  const answer = tickets();
  await paused;
  await attached.send('Debugger.resume');
  expect((await answer).status).toBe(200);
  attached.close();
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
