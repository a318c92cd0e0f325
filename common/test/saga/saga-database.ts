import { readFile } from 'node:fs/promises';
import { silentLogger } from '@ticketing/common/log';
import {
  createDefinitions,
  createOrchestrator,
  type InTransaction,
  type OrchestratorOptions,
  type SagaDefinition,
  type Sql,
} from '@ticketing/common/saga';
import type pg from 'pg';

/** As a service has it for Debezium. */
const outboxTable = `
  CREATE TABLE outbox (
    id UUID PRIMARY KEY, topic TEXT NOT NULL, key TEXT NOT NULL, type TEXT NOT NULL, payload JSONB NOT NULL,
    traceparent TEXT, created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    written_at_lsn PG_LSN NOT NULL DEFAULT pg_current_wal_insert_lsn())`;

/** Creates the tables of sagas and an outbox in an empty database. */
export async function prepareSagas(pool: pg.Pool): Promise<void> {
  await pool.query(outboxTable);
  await pool.query(await readFile(new URL('../../src/saga/migration.sql', import.meta.url), 'utf8'));
}

export const sqlOf =
  (client: pg.Pool | pg.PoolClient): Sql =>
  async <Row>(text: string, values: unknown[]) =>
    (await client.query(text, values)).rows as Row[];

export const transactionsOf =
  (pool: pg.Pool): InTransaction =>
  async (work) => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work(sqlOf(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };

export function orchestratorOf(definitions: readonly SagaDefinition[], options: Partial<OrchestratorOptions> = {}) {
  return createOrchestrator({
    definitions: createDefinitions(definitions),
    typeOf: (topic) => topic.split('.')[1] ?? topic,
    log: silentLogger(),
    metrics: { ended: () => undefined, compensationRetried: () => undefined },
    ...options,
  });
}
