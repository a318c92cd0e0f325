import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { newEcKey } from '@ticketing/common/ec-keys';
import { publicPartOf } from '@ticketing/common/sealing';
import { findFreePort } from '@ticketing/local/parts';
import { startTestPostgres } from '@ticketing/testing/postgres';
import { startOps } from './ops-fixture.ts';
import { runProgram } from './run-program.ts';

const root = join(import.meta.dirname, '../..');
const runFile = promisify(execFile);

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunningCli {
  /** Ctrl-C. */
  interrupt(): void;
  ended: Promise<CliResult>;
}

export type CliFixture = Awaited<ReturnType<typeof startCli>>;

/** Runs the service bookings, whose commands nobody answers: there is no relay. */
async function startBookings(opsEnv: NodeJS.ProcessEnv) {
  const postgres = await startTestPostgres();
  const env = { ...opsEnv, DATABASE_URL: postgres.url };
  const migrate = join(root, 'bookings/src/migrate.ts');
  await runFile(process.execPath, [migrate], { env: { ...process.env, NODE_OPTIONS: '', ...env } });
  const service = await runProgram('bookings/src/main.ts', await findFreePort(), env);
  return {
    url: service.url,
    async stop() {
      await service.stop();
      await postgres.stop();
    },
  };
}

/** Runs the real command without a terminal: through the gateway, signed in with auth. */
export async function startCli({ operatorsNeedSecondFactor = false, withBookings = false } = {}) {
  const ops = await startOps();
  const folder = await mkdtemp(join(tmpdir(), 'ticketing-cli-'));
  const mongoUri = ops.env.MONGO_URI.replace('/ops?', '/auth?');
  const [authPort, gatewayPort] = [await findFreePort(), await findFreePort()];
  const auth = await runProgram('auth/src/main.ts', authPort, {
    ...ops.env,
    MONGO_URI: mongoUri,
    SECOND_FACTOR_KEYS: 'a1'.repeat(32),
    REQUIRE_SECOND_FACTOR_FOR_OPERATORS: String(operatorsNeedSecondFactor),
    NOTIFICATIONS_PUBLIC_KEY: JSON.stringify(publicPartOf(newEcKey())),
  });
  const bookings = withBookings ? await startBookings(ops.env) : null;
  const nobody = 'http://127.0.0.1:9';
  const gateway = await runProgram(
    'local/src/gateway/main.ts',
    gatewayPort,
    {
      AUTH_URL: auth.url,
      OPS_URL: ops.url(),
      TICKETS_URL: nobody,
      CATALOG_URL: nobody,
      BOOKINGS_URL: bookings?.url ?? nobody,
      ORDERS_URL: nobody,
      PAYMENTS_URL: nobody,
      CLIENT_URL: nobody,
    },
    '/api/ops/openapi.json',
  );
  const cliEnv = { TICKETING_URL: gateway.url, XDG_CONFIG_HOME: folder, NODE_OPTIONS: '', NO_COLOR: '1' };

  const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}): RunningCli => {
    const child = spawn(process.execPath, [join(root, 'ops/bin/ticketing.mjs'), ...args], {
      cwd: folder,
      env: { ...process.env, ...cliEnv, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.end();
    const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const ended = Promise.all([exit, text(child.stdout), text(child.stderr)]);
    return {
      interrupt: () => void child.kill('SIGINT'),
      ended: ended.then(([code, stdout, stderr]) => ({ code, stdout, stderr })),
    };
  };

  return {
    ops,
    folder,
    url: gateway.url,
    start,
    run: (...args: string[]): Promise<CliResult> => start(args).ended,
    runWith: (env: NodeJS.ProcessEnv, ...args: string[]): Promise<CliResult> => start(args, env).ended,
    /** Creates a new user. @returns the credentials */
    async givenPerson(email: string, role?: string) {
      const password = 'a long password';
      const answer = await fetch(`${gateway.url}/api/users/signup`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      });
      if (answer.status !== 201) throw new Error(`sign-up answered ${answer.status}`);
      if (role) {
        const env = { ...process.env, NODE_OPTIONS: '', MONGO_URI: mongoUri };
        await runFile(process.execPath, [join(root, 'auth/src/grant-role.ts'), email, role], { env });
      }
      return { TICKETING_EMAIL: email, TICKETING_PASSWORD: password };
    },
    async stop() {
      await gateway.stop();
      await bookings?.stop();
      await auth.stop();
      await ops.stop();
      await rm(folder, { recursive: true });
    },
  };
}
