import type { Topic } from '@ticketing/contracts';
import { type ClientSession, type Connection, Schema } from 'mongoose';
import type { ConsumerStore, ParkedEvent } from '../consuming/index.ts';
import { inTransaction } from './connection.ts';
import { modelOf } from './model-of.ts';

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
  /** Raised by every look, so that two transactions on one stream conflict even when neither applies anything. */
  locks: number;
}
const streamSchema = new Schema<StreamEntry>(
  { _id: String, version: Number, locks: Number },
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

/** Inbox, stream positions and parking place of a MongoDB service. */
export function mongoConsumerStore(connection: Connection): ConsumerStore<ClientSession> {
  const inbox = modelOf(connection, 'Inbox', inboxSchema);
  const streams = modelOf(connection, 'Stream', streamSchema);
  const parked = modelOf(connection, 'Parked', parkedSchema);
  const handling = modelOf(connection, 'Handling', handlingSchema);
  return {
    transaction: (work) => inTransaction(connection, work),

    async recordInInbox(session, eventId, topic) {
      // A failed insert would abort the transaction, so look first; a race between two deliveries is a write conflict.
      if (await inbox.exists({ _id: eventId }).session(session)) return false;
      await inbox.create([{ _id: eventId, topic, processedAt: new Date() }], { session });
      return true;
    },

    async removeFromInbox(session, eventId) {
      await inbox.deleteOne({ _id: eventId }, { session });
    },

    async lockStream(session, stream) {
      const entry = await streams
        .findOneAndUpdate(
          { _id: stream },
          { $inc: { locks: 1 }, $setOnInsert: { version: -1 } },
          { upsert: true, returnDocument: 'after', session },
        )
        .lean();
      return entry.version;
    },

    async advanceStream(session, stream, version) {
      await streams.updateOne({ _id: stream }, { $set: { version } }, { session });
    },

    async park(session, event) {
      const { stream, version } = event;
      // Two events that claim the same version are one event published twice; the first is kept.
      await parked.updateOne(
        { stream, version },
        { $setOnInsert: { ...event, parkedAt: new Date() } },
        { upsert: true, session },
      );
    },

    async takeParked(session, stream, version) {
      const entry = await parked.findOneAndDelete({ stream, version }, { session }).lean();
      return entry && toParkedEvent(entry);
    },

    async findReleasable(limit) {
      const entries = await parked.aggregate<ParkedEntry>([
        { $lookup: { from: streams.collection.name, localField: 'stream', foreignField: '_id', as: 'applied' } },
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

    handling: {
      async begin(place) {
        const change = { $inc: { begun: 1 }, $set: { begunAt: new Date() } };
        const entry = await handling
          .findOneAndUpdate({ _id: place }, change, { upsert: true, returnDocument: 'after' })
          .lean();
        return entry.begun - 1;
      },
      async clear(place) {
        await handling.deleteOne({ _id: place });
      },
    },
  };
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
