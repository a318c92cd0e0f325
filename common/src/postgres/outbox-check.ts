import type { CheckedRow, OutboxCheckStore } from '../reconcile/index.ts';
import type { Queryable } from './database.ts';
import { confirmedPosition } from './replication-slot.ts';

/**
 * The check store of the PostgreSQL outbox: covers rows that the slot has passed. Without a slot nothing is in flight,
 * and an event not on its topic is missing.
 */
export const postgresOutboxCheck = (database: Queryable, slotName: string): OutboxCheckStore => ({
  async claim(forMs) {
    const [claimed] = await database.$queryRaw<{ now: Date; cleanUntil: Date | null }[]>`
      UPDATE outbox_check SET claimed_until = now() + ${forMs}::int * interval '1 millisecond'
      WHERE claimed_until <= now()
      RETURNING now() AS now, clean_until AS "cleanUntil"`;
    return claimed ?? null;
  },

  async oldestAt() {
    const [oldest] = await database.$queryRaw<{ at: Date | null }[]>`SELECT min(created_at) AS at FROM outbox`;
    return oldest?.at ?? null;
  },

  async timeOfNthRow(after, upTo, n) {
    const [last] = await database.$queryRaw<{ at: Date }[]>`
      SELECT created_at AS at FROM outbox
      WHERE created_at > ${after} AND created_at <= ${upTo} ORDER BY created_at OFFSET ${n - 1}::int LIMIT 1`;
    return last?.at ?? null;
  },

  rowsBetween: (after, upTo) => database.$queryRaw<CheckedRow[]>`
    SELECT id::text AS "eventId", topic, created_at AS at, COALESCE(written_at_lsn >= confirmed, false) AS "isInFlight"
    FROM outbox LEFT JOIN (${confirmedPosition(slotName)}) AS slot ON true
    WHERE created_at > ${after} AND created_at <= ${upTo}`,

  async record({ cleanUntil, missing, nextCheckInMs }) {
    await database.$executeRaw`
      UPDATE outbox_check SET clean_until = ${cleanUntil}, missing = ${missing}::int,
        claimed_until = now() + ${nextCheckInMs}::int * interval '1 millisecond'`;
  },

  async status() {
    const [found] = await database.$queryRaw<{ cleanUntil: Date | null; missing: number }[]>`
      SELECT clean_until AS "cleanUntil", missing FROM outbox_check`;
    return found ?? { cleanUntil: null, missing: 0 };
  },
});
