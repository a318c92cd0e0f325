import { z } from 'zod';
import { waitFor } from '../backoff/index.ts';
import { parseEnv, retryForSeconds, toMs, url } from '../config/index.ts';
import { retryTransient } from '../errors/index.ts';
import { isReady, type MigrationTarget, migrate } from './migrations.ts';

const Env = z.object({
  DATABASE_URL: url('postgres', 'postgresql'),
  /** Debezium's role; it is granted only what it needs. */
  CDC_USER: z.string().optional(),
  RETRY_FOR_SECONDS: retryForSeconds(),
});

const waitForMs = 10 * 60_000;

/**
 * The command that applies a service's SQL migrations in order, each once; with --wait it only waits until all are applied and
 * the outbox is being read. Our own runner, because `prisma migrate deploy` needs an engine binary that is downloaded from its
 * vendor. It maintains Prisma's own table, so that `prisma migrate status` agrees where the engine is available.
 * @returns the exit code
 */
export async function migrateCommand(target: MigrationTarget, args = process.argv): Promise<number> {
  try {
    const { DATABASE_URL, CDC_USER, RETRY_FOR_SECONDS } = parseEnv(Env, process.env);
    if (args.includes('--wait')) await waitUntilReady(target, DATABASE_URL);
    else {
      const applyAll = () => migrate(target, DATABASE_URL, CDC_USER);
      for (const name of await retryTransient(applyAll, { forMs: toMs(RETRY_FOR_SECONDS) }))
        process.stdout.write(`applied ${name}\n`);
    }
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function waitUntilReady(target: MigrationTarget, databaseUrl: string): Promise<void> {
  let reason: unknown = 'migrations or the replication slot are missing';
  const checkReady = async () => {
    try {
      return (await isReady(target, databaseUrl)) || null;
    } catch (error) {
      reason = error;
      return null;
    }
  };
  if (!(await waitFor(checkReady, { timeoutMs: waitForMs, intervalMs: 1_000 })))
    throw new Error(`the database is not ready after ${waitForMs / 1000} s: ${reason}`, { cause: reason });
}
