import { randomUUID } from 'node:crypto';
import { type EventByTopic, headerNames, keyOf, schemaByTopic, type Topic } from '@ticketing/contracts';
import { type ClientSession, type Connection, type Model, Schema } from 'mongoose';
import { currentTraceparent } from '../telemetry/index.ts';
import { modelOf } from './model-of.ts';

/** An event, written in the transaction of the change it tells of. The log of them is kept for seven days. */
export interface OutboxRow {
  /** The event's id, a UUID. */
  _id: string;
  topic: Topic;
  key: string;
  /** Whose events keep their order, e.g. `ticket:65f…`. */
  aggregateId: string;
  /** Order within the aggregate; unique there, rising. */
  sequence: number;
  payload: unknown;
  headers: Record<string, string>;
  createdAt: Date;
  /** The replay that put a dead row back, if any did. */
  replayId?: string;
}

/** Where a row stands in the queue: in sequence within its aggregate. The order of the fields is the queue's order. */
export type PlaceInQueue = Pick<OutboxRow, 'aggregateId' | 'sequence'>;

/** A row that waits to be published. */
export interface PendingRow extends Omit<OutboxRow, 'createdAt'> {
  /** When it first died, of a row that was dead at any time. */
  firstDiedAt?: Date;
}

/** How a pending row is stored: a whole copy, so that nothing else is read to publish it, and it is deleted then. */
export interface QueueDocument {
  _id: PlaceInQueue;
  eventId: string;
  createdAt: Date;
  /** The row as JSON, because that is read three times as fast as BSON. */
  event: string;
}

const keepSeconds = 7 * 24 * 60 * 60;

const logSchema = new Schema<OutboxRow>(
  {
    _id: String,
    topic: { type: String, required: true },
    key: { type: String, required: true },
    aggregateId: { type: String, required: true },
    sequence: { type: Number, required: true },
    payload: { type: Schema.Types.Mixed, required: true },
    headers: { type: Schema.Types.Mixed, required: true },
    createdAt: { type: Date, required: true },
    replayId: String,
  },
  { collection: 'outbox', versionKey: false },
);
logSchema.index({ aggregateId: 1, sequence: 1 }, { name: 'aggregate_sequence', unique: true });
logSchema.index({ createdAt: 1 }, { name: 'expire', expireAfterSeconds: keepSeconds });

// A document is in one tree only: it is read in its order, and costs as little as can be to delete. Mongoose has the
// option; its types do not know it.
const clustered = { clusteredIndex: { key: { _id: 1 }, unique: true } };
const queueSchema = new Schema<QueueDocument>(
  {
    _id: { type: Schema.Types.Mixed, required: true },
    eventId: { type: String, required: true },
    event: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'outbox_pending', versionKey: false, ...clustered },
);

/** The outbox of a database: the log of what was written, and the queue of what waits. */
export interface Outbox {
  log: Model<OutboxRow>;
  queue: Model<QueueDocument>;
}

export const outboxOf = (connection: Connection): Outbox => ({
  log: modelOf(connection, 'Outbox', logSchema),
  queue: modelOf(connection, 'OutboxPending', queueSchema),
});

export function toQueue({ createdAt, ...row }: PendingRow & Pick<OutboxRow, 'createdAt'>): QueueDocument {
  const { _id: eventId, aggregateId, sequence } = row;
  return { _id: { aggregateId, sequence }, eventId, createdAt, event: JSON.stringify(row) };
}

export function fromQueue({ event }: Pick<QueueDocument, 'event'>): PendingRow {
  const row = JSON.parse(event) as PendingRow;
  // The one field that JSON has no type for, and few rows have it.
  return row.firstDiedAt ? { ...row, firstDiedAt: new Date(row.firstDiedAt) } : row;
}

/**
 * The filter that finds rows in the queue. By the bounds of their places, because for a list of places MongoDB 6 reads the
 * whole queue.
 * @param rows at least one
 */
export function inQueue(rows: readonly Pick<OutboxRow, '_id' | keyof PlaceInQueue>[]) {
  const places = rows.map(({ aggregateId, sequence }) => ({ aggregateId, sequence }));
  return {
    _id: {
      $gte: places.reduce((first, place) => (isBefore(place, first) ? place : first)),
      $lte: places.reduce((last, place) => (isBefore(last, place) ? place : last)),
    },
    eventId: { $in: rows.map(({ _id }) => _id) },
  };
}

/** As the database orders them: aggregates have names in ASCII. */
const isBefore = (a: PlaceInQueue, b: PlaceInQueue): boolean =>
  a.aggregateId === b.aggregateId ? a.sequence < b.sequence : a.aggregateId < b.aggregateId;

/** Writes rows into the log and the queue; past mongoose, whose documents cost more than the database. */
export async function insertOutboxRows({ log, queue }: Outbox, rows: OutboxRow[], session?: ClientSession) {
  await log.collection.insertMany(rows as object[], { session });
  await queue.collection.insertMany(rows.map(toQueue) as object[], { session });
}

export interface NewOutboxEvent<T extends Topic> {
  topic: T;
  event: EventByTopic[T];
  aggregateId: string;
  sequence: number;
  /** A new one, unless the event is a rebuilt one. */
  eventId?: string;
  /** W3C trace context of the cause; the current one when left out. */
  traceparent?: string | undefined;
}

/** Appends an event to the outbox, within the transaction of the change. */
export const appendToOutbox = <T extends Topic>(
  outbox: Outbox,
  session: ClientSession,
  event: NewOutboxEvent<T>,
): Promise<void> => appendAllToOutbox(outbox, session, [event]);

/** The same for several events, in as many round trips as for one. */
export async function appendAllToOutbox(
  outbox: Outbox,
  session: ClientSession,
  events: readonly NewOutboxEvent<Topic>[],
): Promise<void> {
  if (events.length > 0) await insertOutboxRows(outbox, events.map(toRow), session);
}

function toRow({
  topic,
  event,
  aggregateId,
  sequence,
  eventId = randomUUID(),
  traceparent = currentTraceparent(),
}: NewOutboxEvent<Topic>): OutboxRow {
  const headers = {
    [headerNames.eventType]: schemaByTopic[topic].name,
    ...(traceparent && { [headerNames.traceparent]: traceparent }),
  };
  const key = keyOf(topic, event);
  return { _id: eventId, topic, key, aggregateId, sequence, payload: event, headers, createdAt: new Date() };
}
