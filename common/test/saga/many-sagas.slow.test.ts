import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { createRandom } from '@ticketing/common/random';
import { startTestPostgres, type TestPostgres } from '@ticketing/testing/postgres';
import pg from 'pg';
import { bookJourney, someBooking } from '../../src/saga/booking.fixture.ts';
import { assertEnds } from './assert-ends.ts';
import { carryOut, participantTables, takeCommands, unreliable } from './participants.ts';
import { orchestratorOf, prepareSagas, transactionsOf } from './saga-database.ts';

/** Longer than a slow machine needs to work off one command of each saga. */
const timeoutMs = 3_000;
const sagaCount = 200;
const program = fileURLToPath(new URL('./orchestrator-process.fixture.ts', import.meta.url));

let postgres: TestPostgres;
let pool: pg.Pool;
beforeAll(async () => {
  postgres = await startTestPostgres();
  pool = new pg.Pool({ connectionString: postgres.url }).on('error', () => undefined); // the server stops first
  await prepareSagas(pool);
  await pool.query(participantTables);
});
afterAll(async () => {
  await Promise.all(running.map(kill));
  await pool.end();
  await postgres.stop();
});

/** Orchestrators in processes of their own. */
const running: ChildProcess[] = [];

/** Starts an orchestrator in a process of its own, and waits until it works. */
async function startOrchestrator(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: postgres.url, TIMEOUT_MS: String(timeoutMs) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const isGone = once(child, 'exit');
  child.kill('SIGKILL');
  await isGone;
}

const count = async (sql: string): Promise<number> => Number((await pool.query<{ count: string }>(sql)).rows[0]?.count);
const unfinished = () => count("SELECT count(*) FROM sagas WHERE status NOT IN ('completed', 'compensated')");

it('ends 200 sagas at once, with two orchestrators that are killed and unreliable participants', async () => {
  const definition = bookJourney({ timeoutMs });
  const random = createRandom('many sagas');
  const orchestrator = orchestratorOf([definition]);
  const start = () =>
    transactionsOf(pool)((sql) =>
      orchestrator.start(sql, { sagaId: randomUUID(), definition: 'book-journey', data: someBooking() }),
    );
  running.push(await startOrchestrator(), await startOrchestrator());
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: sagaCount }, start));

  let isOver = false;
  /** For a quarter of the sagas, the manifest is down for longer than the timeout. */
  const outage = () =>
    performance.now() - startedAt < 2 * timeoutMs
      ? { topics: ['test.manifest.requested.v1', 'test.manifest-removal.requested.v1'], belowId: '4' }
      : undefined;
  const participating = (async () => {
    const conduct = unreliable(random, timeoutMs);
    while (!isOver) {
      const commands = await takeCommands(pool, outage());
      await Promise.all(commands.map((command) => carryOut(pool, command, conduct)));
      if (commands.length === 0) await pool.query('SELECT pg_sleep(0.01)');
    }
  })();
  const killing = (async () => {
    for (let kills = 0; kills < 4; kills += 1) {
      const before = await count('SELECT count(*) FROM saga_history');
      const hasMoved = async () => ((await count('SELECT count(*) FROM saga_history')) > before ? true : null);
      await waitFor(hasMoved, { timeoutMs: 10_000 });
      await kill(running.shift() as ChildProcess);
      running.push(await startOrchestrator());
    }
  })();
  // Participants that fail end the test at once.
  const orFail = <T>(wait: Promise<T>): Promise<T> => Promise.race([wait, participating.then(() => wait)]);
  await orFail(killing);
  const isEnded = async () => ((await unfinished()) === 0 ? true : null);
  expect(await orFail(waitFor(isEnded, { timeoutMs: 150_000, intervalMs: 250 }))).toBe(true);
  // Commands that were overtaken are still under way.
  const isQuiet = async () =>
    (await takeCommands(pool)).length + (await count('SELECT count(*) FROM replies WHERE NOT is_delivered')) === 0
      ? true
      : null;
  expect(await orFail(waitFor(isQuiet, { timeoutMs: 60_000, intervalMs: 250 }))).toBe(true);
  isOver = true;
  await participating;

  const sagas = [...(await assertEnds(pool, [definition], someBooking())).values()];
  expect(sagas).toHaveLength(sagaCount);
  expect(new Set(sagas.map(({ status }) => status))).toEqual(new Set(['completed', 'compensated']));
  expect(await count('SELECT count(*) FROM saga_correlations WHERE attempt > 1')).toBeGreaterThan(0);
}, 300_000);
