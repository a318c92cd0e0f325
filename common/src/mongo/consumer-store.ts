import type { Topic } from '@ticketing/contracts';
import { type ClientSession, type Collection, type Connection, Schema } from 'mongoose';
import {
  AlreadyRecorded,
  type ConsumerStore,
  type InFlightMarkers,
  inFlightMarkers,
  type InboxEntry as NewInboxEntry,
  NotInOrder,
  type ParkedEvent,
} from '../consuming/index.ts';
import { inTransaction, isDuplicateKey } from './connection.ts';
import { collectionOf, modelOf } from './model-of.ts';

const keepInboxSeconds = 14 * 24 * 60 * 60;

interface InboxEntry {
  /** Event id. */
  _id: string;
  topic: string;
  processedAt: Date;
}
const inboxSchema = new Schema<InboxEntry>(
  { _id: String, topic: String, processedAt: Date },
  { collection: 'inbox', versionKey: false },
);
inboxSchema.index({ processedAt: 1 }, { name: 'expire_processed', expireAfterSeconds: keepInboxSeconds });

interface StreamEntry {
  /** Stream, e.g. `order:4711`. */
  _id: string;
  /** Last applied version; −1 before the first. */
  version: number;
  /** How many events have been parked in this stream; absent for none. */
  parkings?: number;
}
const streamSchema = new Schema<StreamEntry>(
  { _id: String, version: Number, parkings: Number },
  { collection: 'streams', versionKey: false },
);

interface ParkedEntry {
  stream: string;
  version: number;
  topic: Topic;
  eventId: string;
  event: unknown;
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, string>;
  traceparent: string | null;
  parkedAt: Date;
}
const parkedSchema = new Schema<ParkedEntry>(
  {
    stream: String,
    version: Number,
    topic: String,
    eventId: String,
    event: {},
    key: Buffer,
    value: Buffer,
    headers: {},
    traceparent: String,
    parkedAt: Date,
  },
  { collection: 'parked', versionKey: false, minimize: false },
);
parkedSchema.index({ stream: 1, version: 1 }, { name: 'stream_version', unique: true });
parkedSchema.index({ parkedAt: 1 }, { name: 'by_age' });

interface HandlingEntry {
  /** Topic, partition and offset of the message. */
  _id: string;
  begun: number;
  begunAt: Date;
}
const handlingSchema = new Schema<HandlingEntry>(
  { _id: String, begun: Number, begunAt: Date },
  { collection: 'handling', versionKey: false },
);

/** How long a transaction may have conflicts before it is given up; its messages are then processed one by one. */
const conflictsForMs = 500;

/**
 * Creates the consumer store of a MongoDB service: inbox, streams and parked events. The hot path bypasses mongoose,
 * which costs more than the database.
 */
export function mongoConsumerStore(connection: Connection): ConsumerStore<ClientSession> {
  const inbox = collectionOf(connection, modelOf(connection, 'Inbox', inboxSchema));
  const streams = collectionOf(connection, modelOf(connection, 'Stream', streamSchema));
  const parked = modelOf(connection, 'Parked', parkedSchema);
  const handling = collectionOf(connection, modelOf(connection, 'Handling', handlingSchema));
  const insertIntoInbox = (session: ClientSession, entries: readonly NewInboxEntry[]) => {
    const processedAt = new Date();
    return inbox.insertMany(
      entries.map(({ eventId, topic }) => ({ _id: eventId, topic, processedAt })),
      { session },
    );
  };
  return {
    transaction: (work) => inTransaction(connection, work, { conflictsForMs }),

    async findInInbox(session, eventIds) {
      const found = await inbox.find({ _id: { $in: [...eventIds] } }, { session, projection: { _id: 1 } }).toArray();
      return new Set(found.map(({ _id }) => _id));
    },

    async recordInInbox(session, entries) {
      try {
        await insertIntoInbox(session, entries);
      } catch (cause) {
        if (isDuplicateKey(cause, '_id_')) throw new AlreadyRecorded('an event is in the inbox', { cause });
        throw cause;
      }
      return new Set(entries.map(({ eventId }) => eventId));
    },

    async recordInOrder(session, entries, steps) {
      try {
        await insertIntoInbox(session, entries);
        const started = steps.filter(({ from }) => from === -1);
        if (started.length > 0)
          await streams.insertMany(
            started.map(({ stream: _id, to: version }) => ({ _id, version })),
            { session },
          );
      } catch (cause) {
        if (isDuplicateKey(cause, '_id_')) throw new NotInOrder('an event or a stream already exists', { cause });
        throw cause;
      }
      const advanced = steps.filter(({ from }) => from !== -1);
      if (advanced.length === 0) return;
      const { matchedCount } = await streams.bulkWrite(
        advanced.map(({ stream, from, to }) => ({
          updateOne: {
            filter: { _id: stream, version: from, parkings: { $exists: false } },
            update: { $set: { version: to } },
          },
        })),
        { session },
      );
      if (matchedCount < advanced.length) throw new NotInOrder('a stream is not at its expected version');
    },

    async removeFromInbox(session, eventId) {
      await inbox.deleteOne({ _id: eventId }, { session });
    },

    // A snapshot read: a concurrent change of these streams makes the writes below conflict.
    async lockStreams(session, names) {
      const found = await streams.find({ _id: { $in: [...names] } }, { session }).toArray();
      return new Map(found.map(({ _id, version, parkings = 0 }) => [_id, { version, hasParked: parkings > 0 }]));
    },

    async advanceStreams(session, versions) {
      await streams.bulkWrite(
        [...versions].map(([_id, version]) => ({
          updateOne: { filter: { _id }, update: { $set: { version } }, upsert: true },
        })),
        { session },
      );
    },

    async park(session, events) {
      const parkedAt = new Date();
      await parked.bulkWrite(
        events.map(({ stream, version, ...event }) => ({
          updateOne: {
            filter: { stream, version },
            update: { $setOnInsert: { ...event, parkedAt } },
            upsert: true,
          },
        })),
        { session },
      );
      // A counter, because a no-op write would not conflict with a concurrent transaction that applies the predecessor.
      await streams.bulkWrite(
        [...new Set(events.map(({ stream }) => stream))].map((_id) => ({
          updateOne: {
            filter: { _id },
            update: { $inc: { parkings: 1 }, $setOnInsert: { version: -1 } },
            upsert: true,
          },
        })),
        { session },
      );
    },

    async takeParked(session, stream, version) {
      const entry = await parked.findOneAndDelete({ stream, version }, { session }).lean();
      return entry && toParkedEvent(entry);
    },

    async findReleasable(limit) {
      const entries = await parked.aggregate<ParkedEntry>([
        { $lookup: { from: streams.collectionName, localField: 'stream', foreignField: '_id', as: 'applied' } },
        { $match: { $expr: { $eq: ['$version', { $add: [{ $first: '$applied.version' }, 1] }] } } },
        { $limit: limit },
        { $unset: 'applied' },
      ]);
      return entries.map(toParkedEvent);
    },

    async parkedStatus() {
      const [count, oldest] = await Promise.all([
        parked.estimatedDocumentCount(),
        parked.findOne().sort({ parkedAt: 1 }).lean(),
      ]);
      return { count, oldestAt: oldest?.parkedAt ?? null };
    },

    inFlightMarkers: mongoInFlightMarkers(handling),
  };
}

function mongoInFlightMarkers(handling: Collection<HandlingEntry>): InFlightMarkers {
  const markAll = async (locations: readonly string[]) => {
    const change = { $inc: { begun: 1 }, $set: { begunAt: new Date() } };
    await handling.bulkWrite(
      locations.map((_id) => ({ updateOne: { filter: { _id }, update: change, upsert: true } })),
    );
    const marked = await handling.find({ _id: { $in: [...locations] } }).toArray();
    return new Map(marked.map(({ _id, begun }) => [_id, begun - 1]));
  };
  const clearAll = async (locations: readonly string[]) =>
    void (await handling.deleteMany({ _id: { $in: [...locations] } }));
  return inFlightMarkers({ markAll, clearAll });
}

const toParkedEvent = (entry: ParkedEntry): ParkedEvent => ({
  ...entry,
  key: bytesOf(entry.key),
  value: bytesOf(entry.value),
});

/** A lean query returns the driver's Binary where the schema declares Buffer. */
const bytesOf = (value: Buffer | { buffer: Uint8Array } | null): Buffer | null => {
  if (value === null || Buffer.isBuffer(value)) return value;
  return Buffer.from(value.buffer);
};
