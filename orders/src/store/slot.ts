import type { Database } from './database.ts';
import { Prisma } from './prisma/client.ts';

/** Debezium's replication slot; its name is part of the connector's configuration. */
export const slotName = 'orders_outbox';

/** Up to where Debezium has taken the log; no row when its slot is gone, or has lost log that it still needed. */
export const confirmedPosition = Prisma.sql`
  SELECT confirmed_flush_lsn AS confirmed FROM pg_replication_slots
  WHERE slot_name = ${slotName} AND wal_status IS DISTINCT FROM 'lost'`;

export async function isSlotLost(database: Database): Promise<boolean> {
  const rows = await database.$queryRaw<unknown[]>`SELECT 1 FROM (${confirmedPosition}) AS slot`;
  return rows.length === 0;
}
