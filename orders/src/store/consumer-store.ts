import type { ConsumerStore, ParkedEvent } from '@ticketing/common/consuming';
import { isTopic } from '@ticketing/contracts';
import { type Database, inTransaction, type Tx } from './database.ts';
import { type Parked as ParkedRow, Prisma } from './prisma/client.ts';

/** Inbox, stream positions and parking place in PostgreSQL. */
export const postgresConsumerStore = (database: Database): ConsumerStore<Tx> => ({
  transaction: (work) => inTransaction(database, work),

  recordInInbox: async (tx, eventId, topic) =>
    (await tx.$executeRaw`INSERT INTO inbox (event_id, topic) VALUES (${eventId}, ${topic}) ON CONFLICT (event_id) DO NOTHING`) ===
    1,

  async removeFromInbox(tx, eventId) {
    await tx.inbox.deleteMany({ where: { eventId } });
  },

  async lockStream(tx, stream) {
    // The update of nothing takes the row's lock, also when the row was there.
    const [row] = await tx.$queryRaw<{ version: number }[]>`
      INSERT INTO streams (stream, version) VALUES (${stream}, -1)
      ON CONFLICT (stream) DO UPDATE SET version = streams.version RETURNING version`;
    return row?.version ?? -1;
  },

  async advanceStream(tx, stream, version) {
    await tx.stream.update({ where: { stream }, data: { version } });
  },

  async park(tx, { stream, version, topic, eventId, event, key, value, headers, traceparent }) {
    // Two events that claim the same version are one event published twice; the first is kept.
    await tx.parked.createMany({
      data: {
        stream,
        version,
        topic,
        eventId,
        headers,
        traceparent,
        event: event === null ? Prisma.JsonNull : (event as Prisma.InputJsonObject),
        key: key && new Uint8Array(key),
        value: value && new Uint8Array(value),
      },
      skipDuplicates: true,
    });
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

  handling: {
    async begin(place) {
      const [row] = await database.$queryRaw<{ begun: number }[]>`
        INSERT INTO handling (place, begun) VALUES (${place}, 1)
        ON CONFLICT (place) DO UPDATE SET begun = handling.begun + 1 RETURNING begun`;
      return (row?.begun ?? 1) - 1;
    },
    async clear(place) {
      await database.handling.deleteMany({ where: { place } });
    },
  },
});

const toParkedEvent = (row: ParkedRow): ParkedEvent => {
  if (!isTopic(row.topic)) throw new Error(`an event of ${row.topic} is parked, which is no topic of the catalogue`);
  return {
    ...row,
    topic: row.topic,
    headers: row.headers as Record<string, string>,
    key: row.key && Buffer.from(row.key),
    value: row.value && Buffer.from(row.value),
  };
};
