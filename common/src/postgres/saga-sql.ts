import type { InTransaction, Sql } from '../saga/index.ts';
import { inTransaction, type Queryable, type TransactionalDatabase } from './database.ts';

/** What the generated Prisma client of every service has for statements whose text is built elsewhere. */
export interface TextQueryable extends Queryable {
  $queryRawUnsafe<Rows>(text: string, ...values: unknown[]): Promise<Rows>;
}

/** Lets the saga orchestrator run its statements in a transaction of Prisma. */
export const sqlOf =
  (tx: TextQueryable): Sql =>
  <Row>(text: string, values: unknown[]) =>
    tx.$queryRawUnsafe<Row[]>(text, ...values);

/** Runs the orchestrator's work in one transaction. */
export const sagaTransactions =
  <Tx extends TextQueryable>(database: TransactionalDatabase<Tx>): InTransaction =>
  (work) =>
    inTransaction(database, (tx) => work(sqlOf(tx)));
