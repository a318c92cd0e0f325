import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { type LaunchSpec, launch, type RunningProcess, waitUntilReady } from '../process/launch.ts';
import { createImports, type Imports } from './imports.ts';
import { createSpares, type Spares } from './spares.ts';

const preload = fileURLToPath(new URL('./preload.ts', import.meta.url));
let folder = '';
let imports: Imports;
let spares: Spares;
let spec: LaunchSpec;
let running: RunningProcess | undefined;
let freeBytes = 0;

/** A program of two files that uses one package; each says when it is loaded. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketing-test-'));
  mkdirSync(join(folder, 'node_modules/a-package'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/a-package/index.mjs'), `console.log('package');`);
  writeFileSync(join(folder, 'own.mjs'), `import './node_modules/a-package/index.mjs'; console.log('own');`);
  writeFileSync(join(folder, 'main.mjs'), `import './own.mjs'; console.log('main'); setInterval(() => {}, 1000);`);
  imports = createImports();
  freeBytes = 0;
  spares = createSpares(imports, () => freeBytes);
  spec = {
    name: 'orders',
    command: process.execPath,
    args: ['--import', preload, join(folder, 'main.mjs')],
    env: { A: '1' },
    logFile: join(folder, 'orders.log'),
    onMessage: imports.begin('orders'),
    isReady: async () => log().includes('main'),
  };
});
afterEach(async () => {
  await running?.stop();
  spares.take({ ...spec, args: [] });
  rmSync(folder, { recursive: true });
});

const log = () => readFileSync(spec.logFile, 'utf8').split('\n');

async function start(from: Parameters<typeof launch>[2] = null): Promise<void> {
  running = await launch(spec, () => {}, from);
  await waitUntilReady(running, spec);
}

/** Reports arrive as messages, one by one, also after the program has begun. */
async function reportOf(file: string): Promise<void> {
  const reported = () => [
    ...imports.filesOf('orders'),
    ...imports.packagesOf('orders').map((url) => fileURLToPath(url)),
  ];
  const hasArrived = async () => reported().includes(join(folder, file)) || null;
  expect(await waitFor(hasArrived, { timeoutMs: 10_000 })).toBe(true);
}

it('reports the files and the packages that a program loads', async () => {
  await start();
  for (const file of ['main.mjs', 'own.mjs', 'node_modules/a-package/index.mjs']) await reportOf(file);
  const packageUrl = pathToFileURL(join(folder, 'node_modules/a-package/index.mjs')).href;
  expect(imports.packagesOf('orders')).toEqual([packageUrl]);
  expect(imports.importersOf([join(folder, 'own.mjs')])).toEqual(['orders']);
  expect(imports.importersOf([join(folder, 'other.mjs')])).toEqual([]);
});

it('keeps a process that has loaded the packages and waits, and begins with what the files are then', async () => {
  await start();
  await running?.stop();
  writeFileSync(spec.logFile, '');
  await spares.keep(spec);
  expect(log()).toEqual(['package', '']);

  writeFileSync(join(folder, 'own.mjs'), `import './node_modules/a-package/index.mjs'; console.log('edited');`);
  const spare = spares.take(spec);
  expect(spare).not.toBeNull();
  await start(spare);
  expect(log()).toEqual(['package', 'edited', 'main', '']);
  expect(spares.take(spec)).toBeNull();
});

it('loads the files before it begins, though not the main one, and reports them when it begins', async () => {
  await start();
  await running?.stop();
  writeFileSync(spec.logFile, '');
  void spares.keep(spec);
  spares.rouse('orders');
  await waitFor(async () => (log().includes('own') ? true : null), { timeoutMs: 10_000 });
  expect(log()).toEqual(['package', 'own', '']);

  spec = { ...spec, onMessage: imports.begin('orders') };
  await start(spares.take(spec));
  expect(log()).toEqual(['package', 'own', 'main', '']);
  for (const file of ['main.mjs', 'own.mjs']) await reportOf(file);
});

it('gives no spare for another environment', async () => {
  await start();
  void spares.keep(spec);
  expect(spares.take({ ...spec, env: { A: '2' } })).toBeNull();
});

it('keeps the two spares that were made last, and more while much memory is free', async () => {
  await start();
  await reportOf('node_modules/a-package/index.mjs');
  const [packageUrl = ''] = imports.packagesOf('orders');
  const names = ['auth', 'tickets', 'payments', 'catalog'];
  for (const name of names) imports.begin(name)({ usesPackage: packageUrl });
  const keep = (name: string) => spares.keep({ ...spec, name });
  const kept = () => names.filter((name) => spares.has(name));

  for (const name of ['auth', 'tickets', 'payments']) await keep(name);
  expect([kept(), spares.hasRoom()]).toEqual([['tickets', 'payments'], false]);
  freeBytes = 8 * 1024 ** 3;
  expect(spares.hasRoom()).toBe(true);
  for (const name of ['auth', 'catalog']) await keep(name);
  expect(kept()).toEqual(names);
  for (const name of names) spares.take({ ...spec, name, args: [] });
});
