import { sqltag } from '@prisma/client/runtime/client';
import { type EventByTopic, isTopic, keyOf, schemaByTopic, type Topic } from '@ticketing/contracts';
import { pause } from '../backoff/index.ts';
import { identityOf, type PublishedRow, type ReconcileSource } from '../reconcile/index.ts';
import { inTransaction, type Queryable, type TransactionalDatabase } from './database.ts';
import { insertOutboxRows } from './outbox.ts';
import { confirmedPosition } from './replication-slot.ts';
import { rowsAsTable } from './rows-as-table.ts';

const pageSize = 500;
const storedColumns =
  'id uuid, topic text, key text, type text, payload jsonb, traceparent text, created_at timestamptz';

interface Snapshot {
  /** Text, because JavaScript has no type for log positions. */
  confirmed: string | null;
  now: Date;
  youngestAt: Date | null;
}
type Page = PublishedRow & { createdAt: Date };

/**
 * Creates the outbox part of the reconcile source.
 * @param settledAfterMs longer than any transaction. The slot may have passed a row's position but not its commit; such
 * rows are waited for, so that none is published twice or missed by a new slot
 */
export function postgresReconcileSource(
  database: TransactionalDatabase,
  slotName: string,
  { settledAfterMs = 16_000 } = {},
): Pick<ReconcileSource, 'publishedRows' | 'inOutbox' | 'republish' | 'append'> {
  return {
    async publishedRows() {
      const [snapshot] = await database.$queryRaw<Snapshot[]>`
        WITH slot AS (${confirmedPosition(slotName)})
        SELECT (SELECT confirmed::text FROM slot), now() AS now,
               (SELECT max(created_at) FROM outbox
                WHERE written_at_lsn < (SELECT confirmed FROM slot) OR NOT EXISTS (SELECT FROM slot)) AS "youngestAt"`;
      if (!snapshot) throw new Error('a statement that always returns one row returned none');
      const { now, youngestAt } = snapshot;
      // A row from the future, left by a clock that was set back, says nothing about its transaction.
      const youngestForMs = youngestAt ? Math.max(0, now.getTime() - youngestAt.getTime()) : settledAfterMs;
      await pause(Math.max(0, settledAfterMs - youngestForMs));
      return pages(database, snapshot);
    },

    async inOutbox(events) {
      const keys = [...new Set(events.map(({ topic, event }) => keyOf(topic, event)))];
      const rows = await database.$queryRaw<{ topic: string; payload: EventByTopic[Topic] }[]>`
        SELECT topic, payload FROM outbox WHERE key = ANY(${keys}::text[])`;
      return new Set(rows.flatMap(({ topic, payload }) => (isTopic(topic) ? [identityOf(topic, payload)] : [])));
    },

    // Debezium captures only inserts, so a lost row is deleted and inserted again with the same id.
    republish: (rows) =>
      inTransaction(database, async (tx) => {
        const again = await tx.$queryRaw<StoredRow[]>`
          DELETE FROM outbox WHERE id = ANY(${rows.map(({ eventId }) => eventId)}::uuid[])
          RETURNING id::text, topic, key, type, payload, traceparent, created_at`;
        const byAge = again.toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime());
        await tx.$executeRaw`
          INSERT INTO outbox (id, topic, key, type, payload, traceparent, created_at)
          SELECT id, topic, key, type, payload, traceparent, created_at
          FROM ${rowsAsTable(byAge, storedColumns)} AS row`;
      }),

    append: (events) =>
      insertOutboxRows(
        database,
        events.map(({ eventId: id, topic, key, event }) => ({
          ...{ id, topic, key, type: schemaByTopic[topic].name, payload: event, traceparent: null },
        })),
      ),
  };
}

interface StoredRow {
  created_at: Date;
}

/** Pages by age and id. A reinserted row keeps both and has a later position than the snapshot. */
async function* pages(database: Queryable, { confirmed, now }: Snapshot): AsyncIterable<PublishedRow[]> {
  const isPassed = confirmed === null ? sqltag`true` : sqltag`written_at_lsn < ${confirmed}::pg_lsn`;
  let last = { createdAt: new Date(0), eventId: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const rows = await database.$queryRaw<Page[]>`
      SELECT id::text AS "eventId", topic, key, created_at AS "createdAt" FROM outbox
      WHERE created_at <= ${now} AND ${isPassed} AND (created_at, id) > (${last.createdAt}, ${last.eventId}::uuid)
      ORDER BY created_at, id LIMIT ${pageSize}`;
    if (rows.length > 0) yield rows;
    const end = rows.at(-1);
    if (!end || rows.length < pageSize) return;
    last = end;
  }
}
