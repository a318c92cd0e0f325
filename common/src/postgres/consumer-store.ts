import { sqltag } from '@prisma/client/runtime/client';
import { isTopic } from '@ticketing/contracts';
import {
  type ConsumerStore,
  type InFlightMarkers,
  inFlightMarkers,
  NotInOrder,
  type ParkedEvent,
} from '../consuming/index.ts';
import { inTransaction, type Queryable, type TransactionalDatabase } from './database.ts';
import { rowsAsTable } from './rows-as-table.ts';

const parkedTypes =
  'stream text, version int, topic text, event_id text, event jsonb, key text, value text, headers jsonb, traceparent text';

/** The consumer store in PostgreSQL. Statements that lock several rows lock them in one global order. */
export const postgresConsumerStore = <Tx extends Queryable>(
  database: TransactionalDatabase<Tx>,
): ConsumerStore<Tx> => ({
  transaction: (work) => inTransaction(database, work),

  async findInInbox(tx, eventIds) {
    const rows = await tx.$queryRaw<{ eventId: string }[]>`
      SELECT event_id AS "eventId" FROM inbox WHERE event_id = ANY(${[...eventIds]}::text[])`;
    return new Set(rows.map(({ eventId }) => eventId));
  },

  async recordInInbox(tx, entries) {
    const rows = await tx.$queryRaw<{ eventId: string }[]>`
      INSERT INTO inbox (event_id, topic)
      SELECT * FROM unnest(${entries.map(({ eventId }) => eventId)}::text[], ${entries.map(({ topic }) => topic)}::text[])
      ORDER BY 1
      ON CONFLICT (event_id) DO NOTHING RETURNING event_id AS "eventId"`;
    return new Set(rows.map(({ eventId }) => eventId));
  },

  async recordInOrder(tx, entries, steps) {
    const [recorded] = await tx.$queryRaw<{ events: number; streams: number }[]>`
      WITH recorded AS (
        INSERT INTO inbox (event_id, topic)
        SELECT * FROM unnest(${entries.map(({ eventId }) => eventId)}::text[], ${entries.map(({ topic }) => topic)}::text[])
        ORDER BY 1
        ON CONFLICT (event_id) DO NOTHING RETURNING 1
      ), moved AS (
        INSERT INTO streams (stream, version)
        SELECT stream, to_version FROM (
          SELECT * FROM unnest(${steps.map(({ stream }) => stream)}::text[], ${steps.map(({ to }) => to)}::int[])
        ) AS step (stream, to_version)
        ORDER BY stream
        ON CONFLICT (stream) DO UPDATE SET version = excluded.version
        WHERE NOT streams.has_parked AND streams.version = (
          SELECT from_version FROM unnest(${steps.map(({ stream }) => stream)}::text[], ${steps.map(({ from }) => from)}::int[])
            AS start (stream, from_version)
          WHERE start.stream = streams.stream)
        RETURNING stream, xmax = 0 AS is_new
      )
      SELECT (SELECT count(*)::int FROM recorded) AS events, (
        SELECT count(*)::int FROM moved
        JOIN unnest(${steps.map(({ stream }) => stream)}::text[], ${steps.map(({ from }) => from)}::int[])
          AS start (stream, from_version) USING (stream)
        -- A new stream is at −1.
        WHERE NOT is_new OR from_version = -1
      ) AS streams`;
    if (recorded?.events !== entries.length || recorded.streams !== steps.length)
      throw new NotInOrder('an event is already recorded, or a stream is not at its expected version');
  },

  async removeFromInbox(tx, eventId) {
    await tx.$executeRaw`DELETE FROM inbox WHERE event_id = ${eventId}`;
  },

  async lockStreams(tx, streams) {
    // The no-op update locks the row when it already exists.
    const rows = await tx.$queryRaw<{ stream: string; version: number; hasParked: boolean }[]>`
      INSERT INTO streams (stream, version)
      SELECT stream, -1 FROM unnest(${[...streams]}::text[]) AS stream ORDER BY stream
      ON CONFLICT (stream) DO UPDATE SET version = streams.version
      RETURNING stream, version, has_parked AS "hasParked"`;
    return new Map(rows.map(({ stream, ...state }) => [stream, state]));
  },

  async advanceStreams(tx, versions) {
    await tx.$executeRaw`
      UPDATE streams SET version = advanced.version
      FROM unnest(${[...versions.keys()]}::text[], ${[...versions.values()]}::int[]) AS advanced (stream, version)
      WHERE streams.stream = advanced.stream`;
  },

  async park(tx, events) {
    const rows = events.map(({ stream, version, topic, eventId, event, key, value, headers, traceparent }) => ({
      ...{ stream, version, topic, event, headers, event_id: eventId, traceparent: traceparent ?? null },
      ...{ key: key?.toString('hex'), value: value?.toString('hex') },
    }));
    await tx.$executeRaw`
      INSERT INTO parked (stream, version, topic, event_id, event, key, value, headers, traceparent)
      SELECT stream, version, topic, event_id, coalesce(event, 'null'), decode(key, 'hex'), decode(value, 'hex'), headers,
        traceparent
      FROM ${rowsAsTable(rows, parkedTypes)} AS row
      ON CONFLICT (stream, version) DO NOTHING`;
    await tx.$executeRaw`
      UPDATE streams SET has_parked = true WHERE stream = ANY(${events.map(({ stream }) => stream)}::text[])`;
  },

  async takeParked(tx, stream, version) {
    const [row] = await tx.$queryRaw<ParkedRow[]>`
      DELETE FROM parked WHERE stream = ${stream} AND version = ${version}::int RETURNING ${parkedColumns}`;
    return row ? toParkedEvent(row) : null;
  },

  async findReleasable(limit) {
    const rows = await database.$queryRaw<ParkedRow[]>`
      SELECT ${parkedColumns} FROM parked JOIN streams USING (stream)
      WHERE parked.version = streams.version + 1 LIMIT ${limit}::int`;
    return rows.map(toParkedEvent);
  },

  async parkedStatus() {
    const [status] = await database.$queryRaw<{ count: number; oldestAt: Date | null }[]>`
      SELECT count(*)::int AS count, min(parked_at) AS "oldestAt" FROM parked`;
    return status ?? { count: 0, oldestAt: null };
  },

  inFlightMarkers: postgresInFlightMarkers(database),
});

function postgresInFlightMarkers(database: Queryable): InFlightMarkers {
  const markAll = async (locations: readonly string[]) => {
    const rows = await database.$queryRaw<{ place: string; begun: number }[]>`
      INSERT INTO handling (place, begun) SELECT place, 1 FROM unnest(${[...locations]}::text[]) AS place ORDER BY place
      ON CONFLICT (place) DO UPDATE SET begun = handling.begun + 1 RETURNING place, begun`;
    return new Map(rows.map(({ place, begun }) => [place, begun - 1]));
  };
  const clearAll = async (locations: readonly string[]) =>
    void (await database.$executeRaw`DELETE FROM handling WHERE place = ANY(${[...locations]}::text[])`);
  return inFlightMarkers({ markAll, clearAll });
}

interface ParkedRow {
  stream: string;
  version: number;
  topic: string;
  eventId: string;
  event: ParkedEvent['event'];
  key: Uint8Array | null;
  value: Uint8Array | null;
  headers: Record<string, string>;
  traceparent: string | null;
}

const parkedColumns = sqltag`
  stream, parked.version, topic, event_id AS "eventId", event, key, value, headers, traceparent`;

const toParkedEvent = (row: ParkedRow): ParkedEvent => {
  if (!isTopic(row.topic))
    throw new Error(`an event of ${row.topic} is parked, but that topic is not in the catalogue`);
  return {
    ...row,
    topic: row.topic,
    key: row.key && Buffer.from(row.key),
    value: row.value && Buffer.from(row.value),
  };
};
