import { fromQueueDocument, outboxOf } from '@ticketing/common/mongo';
import { type PostgresService, postgresServices, slotNameOf } from '@ticketing/contracts';
import { withMongo, withPostgres } from './databases.ts';
import type { OutboxSource } from './places.ts';

export interface OutboxState {
  source: OutboxSource;
  /** Events that are not on their topics yet. */
  pending: number;
  /** Of a PostgreSQL outbox; null when it is missing or has lost log that it needed. */
  slot?: { isActive: boolean; lagBytes: number } | null;
  rows: {
    eventId: string;
    topic: string;
    key: string;
    createdAt: string;
    /** Of a row that its relay failed to publish. */
    firstDiedAt: string | null;
  }[];
}

/** Reads what waits in an outbox. @param limit rows, oldest first */
export const readOutbox = (source: OutboxSource, address: string, limit: number): Promise<OutboxState> =>
  isOnPostgres(source) ? readPostgresOutbox(source, address, limit) : readMongoOutbox(source, address, limit);

const isOnPostgres = (source: OutboxSource): source is PostgresService =>
  postgresServices.some((service) => service === source);

const readMongoOutbox = (source: OutboxSource, uri: string, limit: number): Promise<OutboxState> =>
  withMongo(uri, async (connection) => {
    const { queue } = outboxOf(connection);
    const [pending, documents] = await Promise.all([
      queue.estimatedDocumentCount(),
      queue.find().sort({ createdAt: 1 }).limit(limit).lean(),
    ]);
    const rows = documents.map((document) => {
      const { topic, key, firstDiedAt } = fromQueueDocument(document);
      return {
        eventId: document.eventId,
        topic,
        key,
        createdAt: document.createdAt.toISOString(),
        firstDiedAt: firstDiedAt?.toISOString() ?? null,
      };
    });
    return { source, pending, rows };
  });

interface PendingRow {
  eventId: string;
  topic: string;
  key: string;
  createdAt: Date;
  pending: number;
}

/** Debezium reads the outbox from the log, so a row waits until the slot has passed it; the row itself stays. */
const readPostgresOutbox = (source: PostgresService, url: string, limit: number): Promise<OutboxState> =>
  withPostgres(url, async (client) => {
    const { rows: slots } = await client.query<{ isActive: boolean; lagBytes: number; confirmed: string }>(
      `SELECT active AS "isActive", confirmed_flush_lsn::text AS confirmed,
        pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::float8 AS "lagBytes"
      FROM pg_replication_slots WHERE slot_name = $1 AND wal_status <> 'lost'`,
      [slotNameOf(source)],
    );
    const slot = slots[0];
    if (!slot) return { source, pending: 0, slot: null, rows: [] };
    const { rows } = await client.query<PendingRow>(
      `SELECT id::text AS "eventId", topic, key, created_at AS "createdAt", count(*) OVER ()::int AS pending
       FROM outbox WHERE written_at_lsn >= $1::pg_lsn ORDER BY written_at_lsn LIMIT $2`,
      [slot.confirmed, limit],
    );
    return {
      source,
      pending: rows[0]?.pending ?? 0,
      slot: { isActive: slot.isActive, lagBytes: slot.lagBytes },
      rows: rows.map(({ eventId, topic, key, createdAt }) => {
        return { eventId, topic, key, createdAt: createdAt.toISOString(), firstDiedAt: null };
      }),
    };
  });
