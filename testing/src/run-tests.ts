// npm test [-- --full] [-- suite …]: runs every suite, then the whole system on real parts. Ends with "N passed, N
// failed".
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { defaultCacheFolder } from '@ticketing/local/config';
import { brokerDataVariable, createBrokerData } from './broker.ts';
import { findChromium } from './chromium.ts';
import { sharedRegistryVariable, startTestRegistry } from './registry.ts';
import { jest, resultsFolder } from './run/jest.ts';
import { parseTestOptions, suites, systemSuites, type TestOptions, UsageError, usage } from './run/options.ts';
import { root, run } from './run/program.ts';
import { type Outcome, summaryOf } from './run/summary.ts';

/** Short, so that a test can await a reservation's expiry; long enough to pay by hand in a browser test. */
const systemEnv = {
  TICKETING_HOME: join(root, '.local/test'),
  TICKETING_CACHE: defaultCacheFolder(),
  TICKETING_PORTS: 'auto',
  TICKETING_RESTART: 'never',
  RESERVATION_TTL_SECONDS: '20',
  PAYMENT_GRACE_SECONDS: '5',
  // A few users buy for all tests, from one address.
  MAX_UNPAID_RESERVATIONS: '1000',
  MAX_UNPAID_PER_SUBSCRIBER: '1000',
  MAX_DECLINES_PER_HOUR: '1000',
  MAX_BOOKINGS_PER_MINUTE: '1000',
};

const local = (env: NodeJS.ProcessEnv, command: string, ...flags: string[]) =>
  run(`npm ${command}`, process.execPath, ['local/src/main.ts', command, ...flags], env);

/** Runs the named suites one after the other against one marketplace, whose people and rows they share. */
async function system(
  names: readonly string[],
  { isFull, isSecured }: Pick<TestOptions, 'isFull' | 'isSecured'>,
): Promise<Outcome[]> {
  const ofSystem = { ...systemEnv, TICKETING_SECURITY: isSecured ? 'on' : 'off' };
  const env = { ...ofSystem, ...(names.includes('system') && { CHROMIUM: findChromium() }) };
  // An interrupted run may have left a stack behind, whose data would interfere.
  await local(ofSystem, 'reset');
  if ((await local(ofSystem, 'start', '--detach')) !== 0) {
    await local(ofSystem, 'stop');
    return [{ passed: 0, failed: 1, folders: [] }];
  }
  try {
    const outcomes: Outcome[] = [];
    for (const name of names) {
      const parameters = ['--selectProjects', name, '--runInBand'];
      const title = `whole system ${name}${isSecured ? ', secured' : ''}`;
      outcomes.push(await jest(title, { isFull, parameters, env }));
    }
    return outcomes;
  } finally {
    await local(ofSystem, 'stop');
  }
}

/** The suites of which several files use a broker and a schema registry. */
const withBroker: readonly string[] = ['common', 'orders', 'outbox-worker', 'ops'];

async function isolated(selected: string[], isFull: boolean): Promise<Outcome> {
  const isShared = selected.some((name) => withBroker.includes(name));
  const registry = isShared ? await startTestRegistry() : null;
  const brokerData = isShared ? await createBrokerData() : null;
  try {
    return await jest('suites', {
      isFull,
      parameters: ['--selectProjects', ...selected],
      env: { [sharedRegistryVariable]: registry?.url, [brokerDataVariable]: brokerData?.folder },
    });
  } finally {
    await registry?.stop();
    brokerData?.remove();
  }
}

async function main(): Promise<number> {
  const { isFull, isSecured, helps, chosen } = parseTestOptions(process.argv.slice(2));
  if (helps) {
    process.stdout.write(usage);
    return 0;
  }
  const startedAt = Date.now();
  rmSync(resultsFolder, { recursive: true, force: true });
  const selected = suites.filter((name) => chosen.includes(name));
  const outcomes: Outcome[] = [];
  if (selected.length > 0) outcomes.push(await isolated(selected, isFull));
  const onSystem = systemSuites.filter((name) => chosen.includes(name));
  if (onSystem.length > 0) outcomes.push(...(await system(onSystem, { isFull, isSecured })));
  // Its quick tests once more: what is slow has been seen.
  if (isFull && !isSecured && onSystem.includes('system'))
    outcomes.push(...(await system(['system'], { isFull: false, isSecured: true })));
  process.stdout.write(`\n${summaryOf(outcomes, Date.now() - startedAt)}\n`);
  return outcomes.some(({ failed }) => failed > 0) || outcomes.every(({ passed }) => passed === 0) ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 64; // EX_USAGE of sysexits.h
}
