import { pause } from '@ticketing/common/backoff';
import type { Database } from './database.ts';
import { Prisma } from './prisma/client.ts';
import { slotName } from './replication-slot.ts';

/** Rows per statement, and so per transaction: few locks, and the slot can keep up. */
const batchSize = 5_000;
/** Pause between batches, so that the service's own work has priority. Milliseconds. */
const pauseMs = 200;

const expiredRows = [
  // Rows that the slot has not confirmed stay, however old, and all rows stay without a slot: they are needed to
  // recover from a lost slot. A row is written before its transaction ends, so the confirmed position may lie in
  // between. The slot's restart position never passes the start of an unconfirmed transaction.
  {
    table: Prisma.sql`outbox`,
    where: Prisma.sql`created_at < now() - interval '7 days'
      AND written_at_lsn < (SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = ${slotName})`,
  },
  // Safe to delete: handlers are idempotent by state, too.
  { table: Prisma.sql`inbox`, where: Prisma.sql`processed_at < now() - interval '14 days'` },
  { table: Prisma.sql`revoked_sessions`, where: Prisma.sql`expires_at < now()` },
  { table: Prisma.sql`idempotency_keys`, where: Prisma.sql`claimed_at < now() - interval '1 day'` },
];

export interface PruneOptions {
  batchSize?: number;
  pauseMs?: number;
  /** Stops after the current batch. */
  signal?: AbortSignal;
}

/**
 * Deletes expired rows in batches until none are left. Idempotent and safe for concurrent replicas: each skips the rows
 * that another is deleting.
 */
export async function prune(database: Database, options: PruneOptions = {}): Promise<void> {
  const { batchSize: limit = batchSize, pauseMs: betweenMs = pauseMs, signal = new AbortController().signal } = options;
  for (const { table, where } of expiredRows) {
    for (let deleted = limit; deleted === limit && !signal.aborted; ) {
      deleted = await database.$executeRaw`
        DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM ${table} WHERE ${where} LIMIT ${limit}::int FOR UPDATE SKIP LOCKED))`;
      if (deleted === limit) await pause(betweenMs, signal);
    }
  }
}
