// npm test [-- --full] [-- suite …]: every suite, then the whole system on real parts. Ends with "N passed, N failed".
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';

const root = join(import.meta.dirname, '../../..');
const args = process.argv.slice(2);
const isFull = args.includes('--full');
const chosen = args.filter((arg) => !arg.startsWith('-'));
const results = join(root, '.local/test-results');
const home = join(root, '.local/test');

/** Short, so that a test can wait for the end of a reservation; long enough to pay by hand in a browser test. */
const systemEnv = {
  TICKETING_HOME: home,
  TICKETING_CACHE: process.env.TICKETING_CACHE || join(root, '.local/cache'),
  TICKETING_PORTS: 'auto',
  TICKETING_RESTART: 'never',
  RESERVATION_TTL_SECONDS: '20',
  PAYMENT_GRACE_SECONDS: '5',
};

const run = (label: string, program: string, parameters: string[], env: NodeJS.ProcessEnv = {}): Promise<number> => {
  const startedAt = Date.now();
  process.stdout.write(`\n── ${label}\n`);
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      process.stdout.write(`── ${label}: ${((Date.now() - startedAt) / 1000).toFixed(0)} s\n`);
      resolve(code ?? 1);
    });
  });
};
const local = (command: string, ...flags: string[]) =>
  run(`npm ${command}`, process.execPath, ['infra/local/src/main.ts', command, ...flags], systemEnv);

interface Totals {
  passed: number;
  failed: number;
}

/** Runs jest; a suite that could not even be loaded, and a run that reported nothing, count as failed. */
async function jest(label: string, parameters: string[], env: NodeJS.ProcessEnv = {}): Promise<Totals> {
  const outputFile = join(results, `${label.replaceAll(' ', '-')}.json`);
  const code = await run(
    label,
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${outputFile}`, ...parameters],
    {
      NODE_OPTIONS:
        '--experimental-vm-modules --disable-warning=ExperimentalWarning --disable-warning=TimeoutNegativeWarning',
      TEST_SCOPE: isFull ? 'full' : 'quick',
      ...env,
    },
  );
  if (!existsSync(outputFile)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(outputFile, 'utf8'));
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
}

async function system(): Promise<Totals> {
  const chromium = findChromium();
  if ((await local('start', '--detach')) !== 0) {
    await local('stop');
    return { passed: 0, failed: 1 };
  }
  try {
    return await jest('whole system', ['--selectProjects', 'system', '--runInBand'], {
      ...systemEnv,
      CHROMIUM: chromium,
    });
  } finally {
    await local('stop');
  }
}

const suites = [
  'contracts',
  'common',
  'auth',
  'tickets',
  'orders',
  'payments',
  'expiration',
  'outbox-worker',
  'ops',
  'client',
  'setup',
  'local',
  'stripe-sandbox',
  'e2e',
];
const unknown = chosen.filter((name) => ![...suites, 'system'].includes(name));
if (unknown.length > 0) {
  process.stderr.write(`no suite ${unknown.join(', ')}; there are ${[...suites, 'system'].join(', ')}\n`);
  process.exit(64); // EX_USAGE of sysexits.h
}

const startedAt = Date.now();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const selected = chosen.length === 0 ? suites : suites.filter((name) => chosen.includes(name));
const totals: Totals[] = [];
if (selected.length > 0) totals.push(await jest('suites', ['--selectProjects', ...selected]));
if (chosen.length === 0 || chosen.includes('system')) {
  // A run that was cut off may have left a stack behind; its data would be in the way.
  await local('reset');
  totals.push(await system());
}
const passed = totals.reduce((sum, total) => sum + total.passed, 0);
const failed = totals.reduce((sum, total) => sum + total.failed, 0);
process.stdout.write(
  `\nin ${((Date.now() - startedAt) / 60_000).toFixed(1)} min\n${passed} passed, ${failed} failed\n`,
);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
