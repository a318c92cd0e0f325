import { type Sql, sqltag } from '@prisma/client/runtime/client';
import { pause } from '../backoff/index.ts';
import type { Queryable } from './database.ts';

/** Rows per statement, and so per transaction: few locks, and the slot can keep up. */
const batchSize = 5_000;
/** Pause between batches, so that the service's own work has priority. Milliseconds. */
const pauseMs = 200;

/** Rows of a table that nobody needs any more. */
export interface ExpiredRows {
  table: Sql;
  where: Sql;
}

const expiredRows = (slotName: string): ExpiredRows[] => [
  // Rows that the slot has not confirmed stay, however old, and all rows stay without a slot: they are needed to
  // recover from a lost slot. A row is written before its transaction ends, so the confirmed position may lie in
  // between. The slot's restart position never passes the start of an unconfirmed transaction.
  {
    table: sqltag`outbox`,
    where: sqltag`created_at < now() - interval '7 days'
      AND written_at_lsn < (SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = ${slotName})`,
  },
  // Safe to delete: handlers are idempotent by state, too.
  { table: sqltag`inbox`, where: sqltag`processed_at < now() - interval '14 days'` },
  { table: sqltag`revoked_sessions`, where: sqltag`expires_at < now()` },
  { table: sqltag`idempotency_keys`, where: sqltag`claimed_at < now() - interval '1 day'` },
];

export interface PruneOptions {
  batchSize?: number;
  pauseMs?: number;
  /** Rows of tables that only this service has. */
  alsoExpired?: readonly ExpiredRows[];
  /** Stops after the current batch. */
  signal?: AbortSignal;
}

/**
 * Deletes expired rows in batches until none are left. Idempotent and safe for concurrent replicas: each skips the rows
 * that another is deleting.
 */
export async function prune(database: Queryable, slotName: string, options: PruneOptions = {}): Promise<void> {
  const { batchSize: limit = batchSize, pauseMs: betweenMs = pauseMs, alsoExpired = [] } = options;
  const { signal = new AbortController().signal } = options;
  for (const { table, where } of [...expiredRows(slotName), ...alsoExpired]) {
    for (let deleted = limit; deleted === limit && !signal.aborted; ) {
      deleted = await database.$executeRaw`
        DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM ${table} WHERE ${where} LIMIT ${limit}::int FOR UPDATE SKIP LOCKED))`;
      if (deleted === limit) await pause(betweenMs, signal);
    }
  }
}
