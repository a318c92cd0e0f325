// Applies the SQL migrations of prisma/migrations in order, each once.
//   DATABASE_URL=… [CDC_USER=…] [RETRY_FOR_SECONDS=0] node src/migrate.ts
//   DATABASE_URL=… node src/migrate.ts --wait      only waits until all migrations are applied and the outbox is being read
// A custom runner, because `prisma migrate deploy` needs an engine binary that is downloaded from its vendor. It maintains
// Prisma's own table, so that `prisma migrate status` agrees where the engine is available.

import { waitFor } from '@ticketing/common/backoff';
import { parseEnv, retryForSeconds, toMs, url } from '@ticketing/common/config';
import { retryTransient } from '@ticketing/common/errors';
import { z } from 'zod';
import { isReady, migrate } from './store/migrations.ts';

const Env = z.object({
  DATABASE_URL: url('postgres', 'postgresql'),
  /** Debezium's role; it is granted only what it needs. */
  CDC_USER: z.string().optional(),
  RETRY_FOR_SECONDS: retryForSeconds(),
});

const waitForMs = 10 * 60_000;

async function waitUntilReady(databaseUrl: string): Promise<void> {
  let reason: unknown = 'migrations or the replication slot are missing';
  const checkReady = async () => {
    try {
      return (await isReady(databaseUrl)) || null;
    } catch (error) {
      reason = error;
      return null;
    }
  };
  if (!(await waitFor(checkReady, { timeoutMs: waitForMs, intervalMs: 1_000 })))
    throw new Error(`the database is not ready after ${waitForMs / 1000} s: ${reason}`, { cause: reason });
}

try {
  const { DATABASE_URL, CDC_USER, RETRY_FOR_SECONDS } = parseEnv(Env, process.env);
  if (process.argv.includes('--wait')) await waitUntilReady(DATABASE_URL);
  else {
    const applied = await retryTransient(() => migrate(DATABASE_URL, CDC_USER), { forMs: toMs(RETRY_FOR_SECONDS) });
    for (const name of applied) process.stdout.write(`applied ${name}\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
