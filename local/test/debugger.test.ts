import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { acceptsConnections } from '../src/parts/tcp.ts';
import { findFreePort } from '../src/ports/free-ports.ts';
import { type LaunchSpec, launch, type RunningProcess, waitUntilReady } from '../src/process/launch.ts';
import { inspectPortVariable } from '../src/reload/program-messages.ts';
import { attachDebugger } from './debugger.ts';

const preload = fileURLToPath(new URL('../src/reload/preload.ts', import.meta.url));
let folder = '';
let running: RunningProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
});
afterEach(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true });
});

it('stops at a breakpoint in the TypeScript of a program that runs with reload', async () => {
  const port = await findFreePort();
  const main = join(folder, 'main.ts');
  writeFileSync(
    main,
    'interface Turn {\n  count: number;\n}\nconst turn: Turn = { count: 0 };\nsetInterval(() => {\n  turn.count += 1;\n}, 20);\n',
  );
  const spec: LaunchSpec = {
    name: 'orders',
    command: process.execPath,
    args: ['--import', preload, main],
    env: { [inspectPortVariable]: String(port) },
    logFile: join(folder, 'orders.log'),
    isReady: () => acceptsConnections(port),
  };
  running = await launch(spec, () => {});
  await waitUntilReady(running, spec);
  const attached = await attachDebugger(port);
  const paused = attached.next('Debugger.paused');
  await attached.send('Debugger.enable');
  await attached.send('Debugger.setBreakpointByUrl', { url: pathToFileURL(main).href, lineNumber: 5 });
  await expect(paused).resolves.toBeUndefined();
  await attached.send('Debugger.resume');
  attached.close();
});
