import { slotNameOf } from '@ticketing/contracts';
import { type ConnectorDatabase, withDatabase } from './replication-slot.ts';

/**
 * Creates the replication slot of a new system before any service writes to the outbox: rows written without a slot are
 * never read. A slot missing later was lost; `ensureSlot` replaces it and reports that the service must be reconciled.
 * Requires the outbox table.
 * @returns whether it created a slot
 */
export const createFirstSlot = (database: ConnectorDatabase): Promise<boolean> =>
  withDatabase(database, async (client) => {
    const { rows } = await client.query<{ isNew: boolean }>(
      `SELECT NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = $1)
          AND NOT EXISTS (SELECT FROM outbox) AS "isNew"`,
      [slotNameOf(database.name)],
    );
    if (!rows[0]?.isNew) return false;
    await client.query(`SELECT pg_create_logical_replication_slot($1, 'pgoutput')`, [slotNameOf(database.name)]);
    return true;
  });
