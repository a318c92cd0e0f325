import type { Topic } from '@ticketing/contracts';
import { type ClientSession, type Collection, type Connection, Schema } from 'mongoose';
import {
  AlreadyRecorded,
  type ConsumerStore,
  type HandlingNotes,
  handlingNotes,
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
  /** How often an event was parked here; absent for never. */
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

/** How long a transaction may meet conflicts before it is given up: its messages are then taken one by one. */
const conflictsForMs = 500;

/** Inbox, stream positions and parking place of a MongoDB service. The hot path goes past mongoose, which costs more than the database. */
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

    async takeInOrder(session, entries, steps) {
      try {
        await insertIntoInbox(session, entries);
        const begun = steps.filter(({ from }) => from === -1);
        if (begun.length > 0)
          await streams.insertMany(
            begun.map(({ stream: _id, to: version }) => ({ _id, version })),
            { session },
          );
      } catch (cause) {
        if (isDuplicateKey(cause, '_id_')) throw new NotInOrder('an event or a stream is there already', { cause });
        throw cause;
      }
      const moved = steps.filter(({ from }) => from !== -1);
      if (moved.length === 0) return;
      const { matchedCount } = await streams.bulkWrite(
        moved.map(({ stream, from, to }) => ({
          updateOne: {
            filter: { _id: stream, version: from, parkings: { $exists: false } },
            update: { $set: { version: to } },
          },
        })),
        { session },
      );
      if (matchedCount < moved.length) throw new NotInOrder('a stream is elsewhere');
    },

    async removeFromInbox(session, eventId) {
      await inbox.deleteOne({ _id: eventId }, { session });
    },

    // A snapshot: whoever changes one of them in the meantime makes the writes below conflict.
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
      // Counted, because a write that changes nothing would not conflict with one that applies the predecessor now.
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

    handling: mongoHandlingNotes(handling),
  };
}

function mongoHandlingNotes(handling: Collection<HandlingEntry>): HandlingNotes {
  const beginAll = async (places: readonly string[]) => {
    const change = { $inc: { begun: 1 }, $set: { begunAt: new Date() } };
    await handling.bulkWrite(places.map((_id) => ({ updateOne: { filter: { _id }, update: change, upsert: true } })));
    const noted = await handling.find({ _id: { $in: [...places] } }).toArray();
    return new Map(noted.map(({ _id, begun }) => [_id, begun - 1]));
  };
  const clearAll = async (places: readonly string[]) => void (await handling.deleteMany({ _id: { $in: [...places] } }));
  return handlingNotes({ beginAll, clearAll });
}

const toParkedEvent = (entry: ParkedEntry): ParkedEvent => ({
  ...entry,
  key: bytesOf(entry.key),
  value: bytesOf(entry.value),
});

/** A lean query gives the driver's Binary where the schema says Buffer. */
const bytesOf = (value: Buffer | { buffer: Uint8Array } | null): Buffer | null => {
  if (value === null || Buffer.isBuffer(value)) return value;
  return Buffer.from(value.buffer);
};
