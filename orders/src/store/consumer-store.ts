import {
  type ConsumerStore,
  type InFlightMarkers,
  inFlightMarkers,
  NotInOrder,
  type ParkedEvent,
} from '@ticketing/common/consuming';
import { isTopic } from '@ticketing/contracts';
import { type Database, inTransaction, type Tx } from './database.ts';
import { type Parked as ParkedRow, Prisma } from './prisma/client.ts';

/** The consumer store in PostgreSQL. Statements that lock several rows lock them in one global order. */
export const postgresConsumerStore = (database: Database): ConsumerStore<Tx> => ({
  transaction: (work) => inTransaction(database, work),

  async findInInbox(tx, eventIds) {
    const rows = await tx.inbox.findMany({ where: { eventId: { in: [...eventIds] } }, select: { eventId: true } });
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
    await tx.inbox.deleteMany({ where: { eventId } });
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
    await tx.parked.createMany({
      data: events.map(({ stream, version, topic, eventId, event, key, value, headers, traceparent }) => ({
        stream,
        version,
        topic,
        eventId,
        headers,
        traceparent,
        event: event === null ? Prisma.JsonNull : (event as Prisma.InputJsonObject),
        key: key && new Uint8Array(key),
        value: value && new Uint8Array(value),
      })),
      skipDuplicates: true,
    });
    await tx.$executeRaw`
      UPDATE streams SET has_parked = true WHERE stream = ANY(${events.map(({ stream }) => stream)}::text[])`;
  },

  async takeParked(tx, stream, version) {
    const where = { stream_version: { stream, version } };
    const row = await tx.parked.findUnique({ where });
    if (!row) return null;
    await tx.parked.delete({ where });
    return toParkedEvent(row);
  },

  async findReleasable(limit) {
    const rows = await database.$queryRaw<{ stream: string; version: number }[]>`
      SELECT stream, parked.version FROM parked JOIN streams USING (stream)
      WHERE parked.version = streams.version + 1 LIMIT ${limit}::int`;
    if (rows.length === 0) return [];
    return (await database.parked.findMany({ where: { OR: rows } })).map(toParkedEvent);
  },

  async parkedStatus() {
    const { _count, _min } = await database.parked.aggregate({ _count: true, _min: { parkedAt: true } });
    return { count: _count, oldestAt: _min.parkedAt };
  },

  inFlightMarkers: postgresInFlightMarkers(database),
});

function postgresInFlightMarkers(database: Database): InFlightMarkers {
  const markAll = async (locations: readonly string[]) => {
    const rows = await database.$queryRaw<{ place: string; begun: number }[]>`
      INSERT INTO handling (place, begun) SELECT place, 1 FROM unnest(${[...locations]}::text[]) AS place ORDER BY place
      ON CONFLICT (place) DO UPDATE SET begun = handling.begun + 1 RETURNING place, begun`;
    return new Map(rows.map(({ place, begun }) => [place, begun - 1]));
  };
  const clearAll = async (locations: readonly string[]) =>
    void (await database.handling.deleteMany({ where: { place: { in: [...locations] } } }));
  return inFlightMarkers({ markAll, clearAll });
}

const toParkedEvent = (row: ParkedRow): ParkedEvent => {
  if (!isTopic(row.topic))
    throw new Error(`an event of ${row.topic} is parked, but that topic is not in the catalogue`);
  return {
    ...row,
    topic: row.topic,
    headers: row.headers as Record<string, string>,
    key: row.key && Buffer.from(row.key),
    value: row.value && Buffer.from(row.value),
  };
};
