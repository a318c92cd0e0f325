import { type ConnectorDatabase, slotName, withDatabase } from './replication-slot.ts';

/**
 * Makes the replication slot of a new system, before anybody writes to its outbox: what is written without a slot is never
 * read. A slot that is missing later was lost, and is left to `ensureSlot`, which says that orders have to be reconciled.
 * Needs the outbox table.
 * @returns whether it made one
 */
export const createFirstSlot = (database: ConnectorDatabase): Promise<boolean> =>
  withDatabase(database, async (client) => {
    const { rows } = await client.query<{ isNew: boolean }>(
      `SELECT NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = $1)
          AND NOT EXISTS (SELECT FROM outbox) AS "isNew"`,
      [slotName],
    );
    if (!rows[0]?.isNew) return false;
    await client.query(`SELECT pg_create_logical_replication_slot($1, 'pgoutput')`, [slotName]);
    return true;
  });
