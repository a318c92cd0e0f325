import { pause } from '@ticketing/common/backoff';
import type { Database } from './database.ts';
import { Prisma } from './prisma/client.ts';
import { slotName } from './replication-slot.ts';

/** Rows of one statement, and so of one transaction: it holds few locks, and the slot can follow. */
const rowsAtOnce = 5_000;
/** Between two batches; the service's own work comes first. Milliseconds. */
const restMs = 200;

const whatNobodyNeeds = [
  // What the slot has not confirmed stays, however old, and all stays while there is no slot: a lost slot is healed from here.
  // A row is written before its transaction ends, so the confirmed position may lie in between. The slot's restart position
  // is never behind the beginning of a transaction that is not confirmed.
  {
    table: Prisma.sql`outbox`,
    where: Prisma.sql`created_at < now() - interval '7 days'
      AND written_at_lsn < (SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = ${slotName})`,
  },
  // Safe to forget: every handler is idempotent by state too.
  { table: Prisma.sql`inbox`, where: Prisma.sql`processed_at < now() - interval '14 days'` },
  { table: Prisma.sql`revoked_sessions`, where: Prisma.sql`expires_at < now()` },
  { table: Prisma.sql`idempotency_keys`, where: Prisma.sql`claimed_at < now() - interval '1 day'` },
];

export interface PruneOptions {
  rowsAtOnce?: number;
  restMs?: number;
  /** Ends it after the batch at work. */
  signal?: AbortSignal;
}

/**
 * Deletes what nobody needs any more, some rows at a time until nothing is left. Idempotent; any number of replicas may run it:
 * they pass over the rows that another one is deleting.
 */
export async function prune(database: Database, options: PruneOptions = {}): Promise<void> {
  const { rowsAtOnce: limit = rowsAtOnce, restMs: rest = restMs, signal = new AbortController().signal } = options;
  for (const { table, where } of whatNobodyNeeds) {
    for (let deleted = limit; deleted === limit && !signal.aborted; ) {
      deleted = await database.$executeRaw`
        DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM ${table} WHERE ${where} LIMIT ${limit}::int FOR UPDATE SKIP LOCKED))`;
      if (deleted === limit) await pause(rest, signal);
    }
  }
}
