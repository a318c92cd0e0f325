import type { Database } from './database.ts';
import { slotName } from './replication-slot.ts';

/** Deletes what nobody needs any more. Idempotent; any number of replicas may run it. */
export async function prune(database: Database): Promise<void> {
  // What the slot has not confirmed stays, however old, and all stays while there is no slot: a lost slot is healed from here.
  // A row is written before its transaction ends, so the confirmed position may lie in between. The slot's restart position
  // is never behind the beginning of a transaction that is not confirmed.
  await database.$executeRaw`
    DELETE FROM outbox
    WHERE created_at < now() - interval '7 days'
      AND written_at_lsn < (SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = ${slotName})`;
  // Safe to forget: every handler is idempotent by state too.
  await database.$executeRaw`DELETE FROM inbox WHERE processed_at < now() - interval '14 days'`;
  await database.$executeRaw`DELETE FROM revoked_sessions WHERE expires_at < now()`;
  await database.$executeRaw`DELETE FROM idempotency_keys WHERE claimed_at < now() - interval '1 day'`;
}
