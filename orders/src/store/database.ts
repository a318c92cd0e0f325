import { PrismaPg } from '@prisma/adapter-pg';
import { createPool } from './connection-pool.ts';
import { type Prisma, PrismaClient } from './prisma/client.ts';

export type Database = PrismaClient;
/** Inside of a transaction. */
export type Tx = Prisma.TransactionClient;

export interface DatabaseOptions {
  /** Connections, at most. */
  max?: number;
  /** How long a connection is waited for, milliseconds. */
  connectionTimeoutMillis?: number;
}

/** @param url postgresql://user:password@host:port/database */
export function openDatabase(
  url: string,
  { max = 20, connectionTimeoutMillis = 5_000 }: DatabaseOptions = {},
): Database {
  const pool = createPool({ connectionString: url, max, connectionTimeoutMillis });
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
}

/** Runs work in one transaction (read committed). Rejects with a transient error on a deadlock or a lost connection. */
export const inTransaction = <T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.$transaction(work, { maxWait: 5_000, timeout: 15_000 });

export const databaseCheck = (database: Database) => async (): Promise<void> => {
  await database.$queryRaw`SELECT 1`;
};
