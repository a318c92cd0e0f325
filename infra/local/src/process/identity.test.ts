import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from '@jest/globals';
import { bornAtOf, identify, isAlive } from './identity.ts';

it('knows a living process by pid and birth', () => {
  expect(isAlive(identify(process.pid))).toBe(true);
});

it('does not take another birth under the same pid for the same process', () => {
  expect(isAlive({ pid: process.pid, bornAt: 'another boot:1' })).toBe(false);
});

it('reports a process that has ended as gone', async () => {
  const child = spawn(process.execPath, ['--eval', '']);
  await once(child, 'exit');
  expect(bornAtOf(child.pid as number)).toBeUndefined();
});
