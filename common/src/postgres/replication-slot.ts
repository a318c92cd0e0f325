import { sqltag } from '@prisma/client/runtime/client';
import type { Queryable } from './database.ts';

/** Log position that Debezium has confirmed; no row when its slot is missing or has lost log that it needed. */
export const confirmedPosition = (slotName: string) => sqltag`
  SELECT confirmed_flush_lsn AS confirmed FROM pg_replication_slots
  WHERE slot_name = ${slotName} AND wal_status <> 'lost'`;

export interface SlotStatus {
  /** Whether a client is reading from the slot. */
  isActive: boolean;
  /** Bytes of log written since the position that Debezium has confirmed. */
  lagBytes: number;
  /** Age of the oldest outbox row after that position; 0 without one. */
  oldestPendingAgeSeconds: number;
}

/** @returns null without a slot, or when PostgreSQL has discarded log that it needed: rows have been lost */
export async function readSlot(database: Queryable, slotName: string): Promise<SlotStatus | null> {
  const [slot] = await database.$queryRaw<SlotStatus[]>`
    SELECT active AS "isActive",
      pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::float8 AS "lagBytes",
      coalesce((
        SELECT extract(epoch FROM now() - created_at)::float8 FROM outbox
        WHERE written_at_lsn >= confirmed_flush_lsn ORDER BY written_at_lsn LIMIT 1
      ), 0) AS "oldestPendingAgeSeconds"
    FROM pg_replication_slots
    WHERE slot_name = ${slotName} AND wal_status <> 'lost'`;
  return slot ?? null;
}
