import { PrismaPg } from '@prisma/adapter-pg';
import { createPool } from './connection-pool.ts';
import { type Prisma, PrismaClient } from './prisma/client.ts';

export type Database = PrismaClient;
/** A client inside a transaction. */
export type Tx = Prisma.TransactionClient;

export interface DatabaseOptions {
  /** How long a statement waits for a locked row, milliseconds; then it fails as contention. */
  lockTimeoutMs?: number;
  /** Maximum number of connections. */
  max?: number;
  /** Timeout for getting a connection, milliseconds. */
  connectionTimeoutMillis?: number;
}

/** A transaction idle for longer belongs to a frozen or dead process. Milliseconds. */
const idleInTransactionMs = 10_000;

/**
 * Settings with which the server aborts transactions and releases locks when this process or its network fails. By
 * default, the locks of a dead node stay for two hours.
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

/** Opens a connection pool. @param url postgresql://user:password@host:port/database */
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

/** Returns the database's time. */
export async function readNow(database: Database): Promise<Date> {
  const [row] = await database.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (!row) throw new Error('the database returned no time');
  return row.now;
}
