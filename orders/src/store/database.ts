import { PrismaPg } from '@prisma/adapter-pg';
import { createPool } from './connection-pool.ts';
import { type Prisma, PrismaClient } from './prisma/client.ts';

export type Database = PrismaClient;
/** Inside of a transaction. */
export type Tx = Prisma.TransactionClient;

export interface DatabaseOptions {
  /** How long a statement waits for a row that another transaction holds, milliseconds; then it fails as contention. */
  lockTimeoutMs?: number;
  /** Connections, at most. */
  max?: number;
  /** How long a connection is waited for, milliseconds. */
  connectionTimeoutMillis?: number;
}

/** A transaction of ours that says nothing for so long belongs to a process that is frozen or gone. Milliseconds. */
const idleInTransactionMs = 10_000;

/**
 * What the server does for us when this process, or the way to it, is gone: it gives up the transaction and its locks. By
 * default a lock of a dead node stays for two hours.
 */
const sessionSettings = (lockTimeoutMs: number): string =>
  Object.entries({
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    tcp_keepalives_idle: 15,
    tcp_keepalives_interval: 5,
    tcp_keepalives_count: 3,
  })
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');

/** @param url postgresql://user:password@host:port/database */
export function openDatabase(
  url: string,
  { lockTimeoutMs = 5_000, max = 20, connectionTimeoutMillis = 5_000 }: DatabaseOptions = {},
): Database {
  const options = sessionSettings(lockTimeoutMs);
  const pool = createPool({ connectionString: url, max, connectionTimeoutMillis, options });
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
}

/** Runs work in one transaction (read committed). Rejects with a transient error on a deadlock or a lost connection. */
export const inTransaction = <T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.$transaction(work, { maxWait: 5_000, timeout: 15_000 });

export const databaseCheck = (database: Database) => async (): Promise<void> => {
  await database.$queryRaw`SELECT 1`;
};

/** The database's clock. */
export async function readNow(database: Database): Promise<Date> {
  const [row] = await database.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (!row) throw new Error('the database did not tell the time');
  return row.now;
}
