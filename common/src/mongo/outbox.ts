import { randomUUID } from 'node:crypto';
import { type EventByTopic, headerNames, keyOf, schemaByTopic, type Topic } from '@ticketing/contracts';
import { type ClientSession, type Connection, type Model, Schema } from 'mongoose';
import { currentTraceparent } from '../telemetry/index.ts';
import { modelOf } from './model-of.ts';

/** An event, written in the transaction of the change it describes. The log keeps it for seven days. */
export interface OutboxRow {
  /** The event's id, a UUID. */
  _id: string;
  topic: Topic;
  key: string;
  /** The aggregate whose events stay in order, e.g. `ticket:65f…`. */
  aggregateId: string;
  /** Position within the aggregate; unique and ascending. */
  sequence: number;
  payload: unknown;
  headers: Record<string, string>;
  createdAt: Date;
  /** The replay that requeued a dead row, if any. */
  replayId?: string;
}

/** A row's position in the queue: by aggregate, then sequence. The field order determines the queue's order. */
export type QueuePosition = Pick<OutboxRow, 'aggregateId' | 'sequence'>;

/** A row that is pending publication. */
export interface PendingRow extends Omit<OutboxRow, 'createdAt'> {
  /** When the row was first dead-lettered; absent if never. */
  firstDiedAt?: Date;
}

/** Storage format of a pending row: a full copy, so that publishing reads nothing else, deleted after publication. */
export interface QueueDocument {
  _id: QueuePosition;
  eventId: string;
  createdAt: Date;
  /** The row as JSON, which parses three times as fast as BSON. */
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

// A clustered collection stores each document once, reads in key order and makes deletes cheap. Mongoose supports the
// option, but its types lack it.
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

/** A database's outbox: the log of all events, and the queue of pending ones. */
export interface Outbox {
  log: Model<OutboxRow>;
  queue: Model<QueueDocument>;
}

export const outboxOf = (connection: Connection): Outbox => ({
  log: modelOf(connection, 'Outbox', logSchema),
  queue: modelOf(connection, 'OutboxPending', queueSchema),
});

export function toQueueDocument({ createdAt, ...row }: PendingRow & Pick<OutboxRow, 'createdAt'>): QueueDocument {
  const { _id: eventId, aggregateId, sequence } = row;
  return { _id: { aggregateId, sequence }, eventId, createdAt, event: JSON.stringify(row) };
}

export function fromQueueDocument({ event }: Pick<QueueDocument, 'event'>): PendingRow {
  const row = JSON.parse(event) as PendingRow;
  // The only field without a JSON type; few rows have it.
  return row.firstDiedAt ? { ...row, firstDiedAt: new Date(row.firstDiedAt) } : row;
}

/**
 * Builds the filter that finds rows in the queue. It includes the bounds of their positions, because MongoDB 6 scans
 * the whole queue for a list of positions.
 * @param rows at least one
 */
export function queueFilter(rows: readonly Pick<OutboxRow, '_id' | keyof QueuePosition>[]) {
  const positions = rows.map(({ aggregateId, sequence }) => ({ aggregateId, sequence }));
  return {
    _id: {
      $gte: positions.reduce((first, position) => (isBefore(position, first) ? position : first)),
      $lte: positions.reduce((last, position) => (isBefore(last, position) ? position : last)),
    },
    eventId: { $in: rows.map(({ _id }) => _id) },
  };
}

/** The database's order; aggregate ids are ASCII. */
const isBefore = (a: QueuePosition, b: QueuePosition): boolean =>
  a.aggregateId === b.aggregateId ? a.sequence < b.sequence : a.aggregateId < b.aggregateId;

/** Inserts rows into the log and the queue, bypassing mongoose, whose documents cost more than the database. */
export async function insertOutboxRows({ log, queue }: Outbox, rows: OutboxRow[], session?: ClientSession) {
  await log.collection.insertMany(rows as object[], { session });
  await queue.collection.insertMany(rows.map(toQueueDocument) as object[], { session });
}

export interface NewOutboxEvent<T extends Topic> {
  topic: T;
  event: EventByTopic[T];
  aggregateId: string;
  sequence: number;
  /** Defaults to a new id; set for a rebuilt event. */
  eventId?: string;
  /** W3C trace context of the cause; defaults to the current one. */
  traceparent?: string | undefined;
}

/** Appends an event to the outbox. Requires the transaction of the change. */
export const appendToOutbox = <T extends Topic>(
  outbox: Outbox,
  session: ClientSession,
  event: NewOutboxEvent<T>,
): Promise<void> => appendAllToOutbox(outbox, session, [event]);

/** Appends several events in as many round trips as one. */
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
