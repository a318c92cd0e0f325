import { identityOf, type PublishedRow, type ReconcileSource } from '@ticketing/common/reconcile';
import { type EventByTopic, isTopic, schemaByTopic, type Topic } from '@ticketing/contracts';
import { type Database, inTransaction } from './database.ts';
import { Prisma } from './prisma/client.ts';
import { confirmedPosition } from './slot.ts';

const rowsAtOnce = 500;

interface Snapshot {
  /** Text, because a log position is no type of JavaScript's. */
  confirmed: string | null;
  upTo: Date;
}
type Page = PublishedRow & { createdAt: Date };

/**
 * The outbox's part in reconciling.
 * @param settledAfterMs longer than a transaction may take: what a younger row's transaction has still to commit, the slot can
 *   not have passed, though it has passed the row's position
 */
export function postgresReconciling(
  database: Database,
  { settledAfterMs = 20_000 } = {},
): Pick<ReconcileSource, 'publishedRows' | 'inOutbox' | 'publishAgain' | 'append'> {
  return {
    async publishedRows() {
      const [snapshot] = await database.$queryRaw<Snapshot[]>`
        SELECT (SELECT confirmed::text FROM (${confirmedPosition}) AS slot),
               now() - ${settledAfterMs}::int * interval '1 millisecond' AS "upTo"`;
      if (!snapshot) throw new Error('a statement that always returns one row returned none');
      return pages(database, snapshot);
    },

    async inOutbox(events) {
      const keys = [...new Set(events.map(({ event }) => keyOfOrder(event)))];
      const rows = await database.outbox.findMany({
        where: { key: { in: keys } },
        select: { topic: true, payload: true },
      });
      return new Set(
        rows.flatMap(({ topic, payload }) =>
          isTopic(topic) ? [identityOf(topic, payload as unknown as EventByTopic[Topic])] : [],
        ),
      );
    },

    // Debezium takes inserts only, so a row that was taken and got lost is inserted again: the same row under the same id.
    publishAgain: (rows) =>
      inTransaction(database, async (tx) => {
        const again = await tx.outbox.findMany({
          where: { id: { in: rows.map(({ eventId }) => eventId) } },
          orderBy: { createdAt: 'asc' },
        });
        await tx.outbox.deleteMany({ where: { id: { in: again.map(({ id }) => id) } } });
        await tx.outbox.createMany({
          data: again.map((row) => ({ ...row, payload: row.payload as Prisma.InputJsonValue })),
        });
      }),

    async append(events) {
      await database.outbox.createMany({
        data: events.map(({ eventId: id, topic, key, event }) => ({
          id,
          topic,
          key,
          type: schemaByTopic[topic].name,
          payload: event as unknown as Prisma.InputJsonObject,
        })),
        skipDuplicates: true,
      });
    },
  };
}

/** By age and id; a row that is inserted again keeps both, and has a later position than the snapshot's. */
async function* pages(database: Database, { confirmed, upTo }: Snapshot): AsyncIterable<PublishedRow[]> {
  const isPassed = confirmed === null ? Prisma.sql`true` : Prisma.sql`written_at_lsn < ${confirmed}::pg_lsn`;
  let last = { createdAt: new Date(0), eventId: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const rows = await database.$queryRaw<Page[]>`
      SELECT id::text AS "eventId", topic, key, created_at AS "createdAt" FROM outbox
      WHERE created_at <= ${upTo} AND ${isPassed} AND (created_at, id) > (${last.createdAt}, ${last.eventId}::uuid)
      ORDER BY created_at, id LIMIT ${rowsAtOnce}`;
    if (rows.length > 0) yield rows;
    const end = rows.at(-1);
    if (!end || rows.length < rowsAtOnce) return;
    last = end;
  }
}

const keyOfOrder = (event: EventByTopic[Topic]): string => ('id' in event ? event.id : '');
