import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from './prisma/client.ts';

export type Database = PrismaClient;
/** Inside of a transaction. */
export type Tx = Prisma.TransactionClient;

/** @param url postgresql://user:password@host:port/database */
export const openDatabase = (url: string): Database =>
  new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 20, connectionTimeoutMillis: 5_000 }) });

/** Runs work in one transaction (read committed). Rejects with a transient error on a deadlock or a lost connection. */
export const inTransaction = <T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.$transaction(work, { maxWait: 5_000, timeout: 15_000 });

export const databaseCheck = (database: Database) => async (): Promise<void> => {
  await database.$queryRaw`SELECT 1`;
};
