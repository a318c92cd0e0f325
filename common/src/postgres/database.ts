import type { Sql } from '@prisma/client/runtime/client';
import type pg from 'pg';
import { createPool } from './connection-pool.ts';
import { createStatementNames } from './statement-names.ts';

/** What the generated Prisma client of every service has, in a transaction and outside of one. */
export interface Queryable {
  $queryRaw<Rows>(query: TemplateStringsArray | Sql, ...values: unknown[]): Promise<Rows>;
  $executeRaw(query: TemplateStringsArray | Sql, ...values: unknown[]): Promise<number>;
}

/** A Prisma client with transactions of this type. */
export interface TransactionalDatabase<Tx extends Queryable = Queryable> extends Queryable {
  $transaction<Result>(
    work: (tx: Tx) => Promise<Result>,
    options?: { maxWait?: number; timeout?: number },
  ): Promise<Result>;
}

export interface PoolOptions {
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

/** Opens the connection pool of a service's Prisma client. @param url postgresql://user:password@host:port/database */
export function openPool(
  url: string,
  { lockTimeoutMs = 5_000, max = 20, connectionTimeoutMillis = 5_000 }: PoolOptions = {},
): pg.Pool {
  const options = sessionSettings(lockTimeoutMs);
  return createPool({ connectionString: url, max, connectionTimeoutMillis, options });
}

/** Returns how Prisma's adapter uses the pool: closes it with the client, and names its statements. */
export const adapterOptions = () => ({ disposeExternalPool: true, statementNameGenerator: createStatementNames() });

/** Runs work in one transaction (read committed). Rejects with a transient error on a deadlock or a lost connection. */
export const inTransaction = <Tx extends Queryable, Result>(
  database: TransactionalDatabase<Tx>,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> => database.$transaction(work, { maxWait: 5_000, timeout: 15_000 });

export const databaseCheck = (database: Queryable) => async (): Promise<void> => {
  await database.$queryRaw`SELECT 1`;
};

/** Returns the database's time. */
export async function readNow(database: Queryable): Promise<Date> {
  const [row] = await database.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (!row) throw new Error('the database returned no time');
  return row.now;
}
