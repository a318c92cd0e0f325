import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { identify, isAlive } from '../process/identity.ts';

const parts = fileURLToPath(new URL('./index.ts', import.meta.url));
const program = `
  const { startRedis } = await import(${JSON.stringify(parts)});
  const { pid, logFile } = await startRedis();
  console.log(JSON.stringify({ pid, logFile }));
  setInterval(() => {}, 1000);
`;

it('stops a part and removes its data when the process that started it is killed', async () => {
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const [line] = (await once(createInterface({ input: owner.stdout }), 'line')) as [string];
  const { pid, logFile } = JSON.parse(line) as { pid: number; logFile: string };
  const redis = identify(pid);

  owner.kill('SIGKILL');

  const isGone = async () => (!isAlive(redis) && !existsSync(dirname(logFile)) ? true : null);
  expect(await waitFor(isGone, { timeoutMs: 15_000 })).toBe(true);
}, 120_000);
