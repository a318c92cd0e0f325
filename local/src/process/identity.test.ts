import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from '@jest/globals';
import { bornAtOf, identify, isAlive } from './identity.ts';

it('identifies a living process by pid and start time', () => {
  expect(isAlive(identify(process.pid))).toBe(true);
});

it('does not confuse a process with a later one that has the same pid', () => {
  expect(isAlive({ pid: process.pid, bornAt: 'another boot:1' })).toBe(false);
});

it('reports an exited process as not alive', async () => {
  const child = spawn(process.execPath, ['--eval', '']);
  await once(child, 'exit');
  expect(bornAtOf(child.pid as number)).toBeUndefined();
});
