import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { acceptsConnections } from '../parts/tcp.ts';
import { findFreePort } from '../ports/free-ports.ts';
import { identify, isAlive } from '../process/identity.ts';
import type { Unit } from '../stack/unit.ts';
import { readLivingPids, sweepPids } from './pid-files.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';

let folder: string;
let supervisor: Supervisor | undefined;
let warnings: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
  warnings = [];
});
afterEach(async () => {
  await supervisor?.stopAll();
  rmSync(folder, { recursive: true });
});

const listens = (port: number) => `require('node:net').createServer().listen(${port}, '127.0.0.1')`;

async function unit(
  name: string,
  { kind = 'service', layer = 1, program = listens }: Partial<Unit> & { program?: (port: number) => string } = {},
): Promise<Unit> {
  const port = await findFreePort();
  return {
    name,
    kind,
    layer,
    port,
    url: `http://127.0.0.1:${port}`,
    prepare: async () => ({
      name,
      command: process.execPath,
      args: ['--eval', program(port)],
      logFile: join(folder, `${name}.log`),
      isReady: () => acceptsConnections(port),
      readyTimeoutMs: 10_000,
    }),
  };
}

function supervising(units: Unit[], restartsServices = true): Supervisor {
  supervisor = createSupervisor({
    units,
    logOf: (name) => join(folder, `${name}.log`),
    runFolder: join(folder, 'run'),
    restartsServices,
    onChange: () => {},
    onWarning: (text) => warnings.push(text),
  });
  return supervisor;
}

const entryOf = (of: Supervisor, name: string) => of.entries().find((entry) => entry.name === name);

/** @returns its new pid, or null while it has none */
const pidOtherThan = (of: Supervisor, name: string, pid: number | null | undefined) => async () => {
  const entry = entryOf(of, name);
  return entry?.state === 'ready' && entry.pid !== pid ? entry.pid : null;
};

it('starts a program, records its pid, and reports it as ready', async () => {
  const running = supervising([await unit('orders')]);
  await running.start('orders');
  expect(entryOf(running, 'orders')).toMatchObject({ state: 'ready', pid: expect.any(Number) });
  expect(readdirSync(join(folder, 'run'))).toEqual(['orders.pid']);
});

it('fails with the end of the log when a program exits before it is ready', async () => {
  const failing = await unit('orders', { program: () => `console.error('no database'); process.exit(3)` });
  const running = supervising([failing]);
  await expect(running.start('orders')).rejects.toMatchObject({
    reason: 'exited before it was ready (exit code 3)',
    outputTail: 'no database',
  });
  expect(entryOf(running, 'orders')).toMatchObject({ state: 'failed', pid: null });
});

it('leaves one process when two restarts are requested at once', async () => {
  const running = supervising([await unit('orders')]);
  await running.start('orders');
  await Promise.allSettled([running.restart('orders'), running.restart('orders')]);
  const entry = entryOf(running, 'orders');
  expect(entry?.state).toBe('ready');
  expect(readLivingPids(join(folder, 'run')).map(({ pid }) => pid)).toEqual([entry?.pid]);
});

it('stops a start that never becomes ready when a restart is requested', async () => {
  let hangs = true;
  const program = (port: number) => (hangs ? 'setInterval(() => {}, 1000)' : listens(port));
  const port = await findFreePort();
  const orders = await unit('orders');
  const prepare = async () => ({
    ...(await orders.prepare()),
    args: ['--eval', program(port)],
    isReady: () => acceptsConnections(port),
  });
  const running = supervising([{ ...orders, prepare }]);
  const first = expect(running.start('orders')).rejects.toThrow('exited before it was ready');
  await waitFor(async () => entryOf(running, 'orders')?.pid ?? null, { timeoutMs: 5_000 });
  hangs = false;
  await running.restart('orders');
  await first;
  expect(entryOf(running, 'orders')?.state).toBe('ready');
});

it('restarts a killed service, with a warning', async () => {
  const running = supervising([await unit('orders')]);
  await running.start('orders');
  const before = entryOf(running, 'orders')?.pid;
  process.kill(before as number, 'SIGKILL');
  expect(await waitFor(pidOtherThan(running, 'orders', before), { timeoutMs: 10_000 })).not.toBeNull();
  expect(warnings[0]).toMatch(/^orders exited \(killed by SIGKILL\); restarting it/);
});

it.each([
  ['a part', { kind: 'part' as const }, true],
  ['a service without restarts', { kind: 'service' as const }, false],
])('does not restart %s that was killed, and warns', async (_, of, restartsServices) => {
  const running = supervising([await unit('kafka', of)], restartsServices);
  await running.start('kafka');
  process.kill(entryOf(running, 'kafka')?.pid as number, 'SIGKILL');
  await waitFor(async () => (warnings.length > 0 ? true : null), { timeoutMs: 5_000 });
  expect(warnings).toEqual([expect.stringMatching(/^kafka exited \(killed by SIGKILL\); log: /)]);
  expect(entryOf(running, 'kafka')).toMatchObject({ state: 'failed', pid: null });
});

it('restarts a program on request, whether it is running or was killed', async () => {
  const running = supervising([await unit('orders')], false);
  await running.start('orders');
  const first = entryOf(running, 'orders')?.pid as number;
  await running.restart('orders');
  const second = entryOf(running, 'orders')?.pid as number;
  process.kill(second, 'SIGKILL');
  await running.restart('orders');
  const third = entryOf(running, 'orders')?.pid;
  expect(new Set([first, second, third]).size).toBe(3);
  expect(entryOf(running, 'orders')?.state).toBe('ready');
});

it('adds variables to the environment until the next restart, also after a crash', async () => {
  const shouting = await unit('orders', {
    program: (port) => `console.log('said: ' + (process.env.SAY ?? 'nothing')); ${listens(port)}`,
  });
  const running = supervising([shouting]);
  const said = () => readFileSync(join(folder, 'orders.log'), 'utf8').trim().split('\n');
  await running.start('orders');
  await running.restart('orders', { SAY: 'hello' });
  const before = entryOf(running, 'orders')?.pid as number;
  process.kill(before, 'SIGKILL');
  expect(await waitFor(pidOtherThan(running, 'orders', before), { timeoutMs: 10_000 })).not.toBeNull();
  await running.restart('orders');
  expect(said()).toEqual(['said: nothing', 'said: hello', 'said: hello', 'said: nothing']);
});

it('stops dependents before their dependencies, then everything else', async () => {
  const order: string[] = [];
  const running = supervising([await unit('kafka', { layer: 1 }), await unit('orders', { layer: 2 })]);
  await Promise.all([running.start('kafka'), running.start('orders')]);
  await running.stopAll((name) => order.push(name));
  expect(order).toEqual(['orders', 'kafka']);
  expect(readLivingPids(join(folder, 'run'))).toEqual([]);
});

it('kills a program that ignores the stop signal', async () => {
  const stubborn = await unit('stubborn', { program: (port) => `process.on('SIGTERM', () => {}); ${listens(port)}` });
  const prepare = stubborn.prepare;
  stubborn.prepare = async () => ({ ...(await prepare()), stopTimeoutMs: 100 });
  const running = supervising([stubborn]);
  await running.start('stubborn');
  const target = identify(entryOf(running, 'stubborn')?.pid as number);
  await running.stop('stubborn');
  expect(isAlive(target)).toBe(false);
});

it('stops what a killed supervisor left running, and nothing else', async () => {
  const running = supervising([await unit('redis')], false);
  await running.start('redis');
  const target = identify(entryOf(running, 'redis')?.pid as number);
  expect(await sweepPids(join(folder, 'run'))).toEqual(['redis']);
  expect(isAlive(target)).toBe(false);
  expect(await sweepPids(join(folder, 'run'))).toEqual([]);
});
