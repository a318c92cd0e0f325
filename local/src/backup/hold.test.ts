import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { holdable, whileHeld } from './hold.ts';

let programs: ChildProcess[];
beforeEach(() => {
  programs = [1, 2].map(() => spawn('sleep', ['600']));
});
afterEach(() => {
  for (const program of programs) program.kill('SIGKILL');
});

const pids = () => programs.map(({ pid }) => pid as number);
const statesOf = () =>
  pids().map((pid) => spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()[0]);
const untilStates = (...wanted: string[]) =>
  waitFor(async () => (statesOf().join() === wanted.join() ? true : null), { timeoutMs: 10_000, intervalMs: 20 });

it('stops the processes during the work, and continues them', async () => {
  const { result, heldMs } = await whileHeld(pids(), async () => statesOf());

  expect(result).toEqual(['T', 'T']);
  expect(heldMs).toBeGreaterThan(0);
  expect(await untilStates('S', 'S')).toBe(true);
});

it('continues them when the work fails', async () => {
  await expect(whileHeld(pids(), () => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer');

  expect(await untilStates('S', 'S')).toBe(true);
});

it('continues them when the program that holds them is killed', async () => {
  const url = JSON.stringify(join(import.meta.dirname, 'hold.ts'));
  const work = `await whileHeld(${JSON.stringify(pids())}, () => new Promise(() => {}))`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', `import { whileHeld } from ${url}; ${work}`]);
  expect(await untilStates('T', 'T')).toBe(true);

  holder.kill('SIGKILL');
  await once(holder, 'exit');

  expect(await untilStates('S', 'S')).toBe(true);
});

it('holds what stores something, and neither the gateway nor the parts', () => {
  const entry = (name: string, kind: 'part' | 'service', pid: number | null) =>
    ({ name, kind, pid, state: 'ready', url: '', port: 1, log: '' }) as const;

  const held = holdable([
    entry('orders', 'service', 11),
    entry('gateway', 'service', 12),
    entry('client', 'service', 13),
    entry('kafka', 'part', 14),
    entry('relay-raw', 'service', 15),
    entry('ops', 'service', null),
  ]);

  expect(held).toEqual([11, 15]);
});
