import type { Database } from './database.ts';
import { Prisma } from './prisma/client.ts';

/** Debezium's replication slot; its name is part of the connector's configuration. */
export const slotName = 'orders_outbox';

/** Up to where Debezium has taken the log; no row when its slot is gone, or has lost log that it still needed. */
export const confirmedPosition = Prisma.sql`
  SELECT confirmed_flush_lsn AS confirmed FROM pg_replication_slots
  WHERE slot_name = ${slotName} AND wal_status <> 'lost'`;

export interface SlotStatus {
  /** Whether somebody reads from it. */
  isActive: boolean;
  /** How much of the log was written since the position that Debezium has confirmed. */
  lagBytes: number;
  /** Age of the oldest outbox row behind that position; 0 when there is none. */
  oldestPendingAgeSeconds: number;
}

/** @returns null when there is no slot, or PostgreSQL has thrown away log that it needed: rows were not read by anybody */
export async function readSlot(database: Database): Promise<SlotStatus | null> {
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
