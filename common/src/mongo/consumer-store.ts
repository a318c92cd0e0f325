import type { ClientSession, Collection, Connection, Model } from 'mongoose';
import {
  AlreadyRecorded,
  type ConsumerStore,
  type InFlightMarkers,
  inFlightMarkers,
  type InboxEntry as NewInboxEntry,
  NotInOrder,
  type ParkedEvent,
  type StreamStep,
} from '../consuming/index.ts';
import { inTransaction, isDuplicateKey } from './connection.ts';
import {
  type HandlingEntry,
  handlingSchema,
  type InboxEntry,
  inboxSchema,
  type ParkedEntry,
  parkedSchema,
  type StreamEntry,
  streamSchema,
} from './consumer-schema.ts';
import { collectionOf, modelOf } from './model-of.ts';

/** How long a transaction may have conflicts before it is given up; its messages are then processed one by one. */
const conflictsForMs = 500;

type Store = ConsumerStore<ClientSession>;

/**
 * Creates the consumer store of a MongoDB service: inbox, streams and parked events. The hot path bypasses mongoose,
 * which costs more than the database.
 */
export function mongoConsumerStore(connection: Connection): Store {
  const inbox = collectionOf(connection, modelOf(connection, 'Inbox', inboxSchema));
  const streams = collectionOf(connection, modelOf(connection, 'Stream', streamSchema));
  const parked = modelOf(connection, 'Parked', parkedSchema);
  const handling = collectionOf(connection, modelOf(connection, 'Handling', handlingSchema));
  return {
    transaction: (work) => inTransaction(connection, work, { conflictsForMs }),

    async recordInOrder(session, entries, steps) {
      try {
        await insertIntoInbox(inbox, session, entries);
        await startStreams(streams, session, steps);
      } catch (cause) {
        if (isDuplicateKey(cause, '_id_')) throw new NotInOrder('an event or a stream already exists', { cause });
        throw cause;
      }
      await continueStreams(streams, session, steps);
    },

    ...inboxOf(inbox),
    ...streamsOf(streams),
    ...parkedEventsOf(parked, streams),
    inFlightMarkers: mongoInFlightMarkers(handling),
  };
}

function insertIntoInbox(inbox: Collection<InboxEntry>, session: ClientSession, entries: readonly NewInboxEntry[]) {
  const processedAt = new Date();
  return inbox.insertMany(
    entries.map(({ eventId, topic }) => ({ _id: eventId, topic, processedAt })),
    { session },
  );
}

async function startStreams(
  streams: Collection<StreamEntry>,
  session: ClientSession,
  steps: readonly StreamStep[],
): Promise<void> {
  const started = steps.filter(({ from }) => from === -1);
  if (started.length === 0) return;
  await streams.insertMany(
    started.map(({ stream: _id, to: version }) => ({ _id, version })),
    { session },
  );
}

/** @throws NotInOrder when a stream is not where its step begins, or had a parked event */
async function continueStreams(
  streams: Collection<StreamEntry>,
  session: ClientSession,
  steps: readonly StreamStep[],
): Promise<void> {
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
}

const inboxOf = (inbox: Collection<InboxEntry>): Pick<Store, 'findInInbox' | 'recordInInbox' | 'removeFromInbox'> => ({
  async findInInbox(session, eventIds) {
    const found = await inbox.find({ _id: { $in: [...eventIds] } }, { session, projection: { _id: 1 } }).toArray();
    return new Set(found.map(({ _id }) => _id));
  },

  async recordInInbox(session, entries) {
    try {
      await insertIntoInbox(inbox, session, entries);
    } catch (cause) {
      if (isDuplicateKey(cause, '_id_')) throw new AlreadyRecorded('an event is in the inbox', { cause });
      throw cause;
    }
    return new Set(entries.map(({ eventId }) => eventId));
  },

  async removeFromInbox(session, eventId) {
    await inbox.deleteOne({ _id: eventId }, { session });
  },
});

const streamsOf = (streams: Collection<StreamEntry>): Pick<Store, 'lockStreams' | 'advanceStreams'> => ({
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
});

const parkedEventsOf = (
  parked: Model<ParkedEntry>,
  streams: Collection<StreamEntry>,
): Pick<Store, 'park' | 'takeParked' | 'findReleasable' | 'parkedStatus'> => ({
  async park(session, events) {
    const parkedAt = new Date();
    await parked.bulkWrite(
      events.map(({ stream, version, ...event }) => ({
        updateOne: { filter: { stream, version }, update: { $setOnInsert: { ...event, parkedAt } }, upsert: true },
      })),
      { session },
    );
    // A counter, because a no-op write would not conflict with a concurrent transaction that applies the predecessor.
    await streams.bulkWrite(
      [...new Set(events.map(({ stream }) => stream))].map((_id) => ({
        updateOne: { filter: { _id }, update: { $inc: { parkings: 1 }, $setOnInsert: { version: -1 } }, upsert: true },
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
});

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
