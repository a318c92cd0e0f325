import { randomUUID } from 'node:crypto';
import { type EventByTopic, headerNames, keyOf, schemaByTopic, type Topic } from '@ticketing/contracts';
import { type ClientSession, type Connection, type Model, Schema } from 'mongoose';
import { currentTraceparent } from '../telemetry/index.ts';
import { modelOf } from './model-of.ts';

/** An event that waits to be published, or was. Written in the transaction of the change it tells of. */
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
  /** `dead`: the schema refuses it, an operator has to look; its successors are published. */
  state: 'pending' | 'published' | 'dead';
  createdAt: Date;
  publishedAt: Date | null;
  /** The replay that made a dead row pending again; its outcome is reported when the row leaves the outbox. */
  replayId?: string;
  /** When it first died, of a row that was dead at any time. */
  firstDiedAt?: Date;
}

export const outboxCollection = 'outbox';
const keepPublishedSeconds = 7 * 24 * 60 * 60;

const schema = new Schema<OutboxRow>(
  {
    _id: String,
    topic: { type: String, required: true },
    key: { type: String, required: true },
    aggregateId: { type: String, required: true },
    sequence: { type: Number, required: true },
    payload: { type: Schema.Types.Mixed, required: true },
    headers: { type: Schema.Types.Mixed, required: true },
    state: { type: String, required: true },
    createdAt: { type: Date, required: true },
    publishedAt: { type: Date, default: null },
    replayId: String,
    firstDiedAt: Date,
  },
  { collection: outboxCollection, versionKey: false },
);
schema.index({ aggregateId: 1, sequence: 1 }, { name: 'aggregate_sequence', unique: true });
// Only what is pending is in these two, so that they stay small however much was published. They begin with the state,
// which is always the same, because MongoDB counts and covers a query by an index only if the index has all it asks for.
const ofPending = { partialFilterExpression: { state: 'pending' } };
schema.index({ state: 1, createdAt: 1, aggregateId: 1 }, { name: 'pending_oldest_first', ...ofPending });
schema.index({ state: 1, aggregateId: 1, sequence: 1 }, { name: 'pending_in_sequence', ...ofPending });
schema.index(
  { publishedAt: 1 },
  {
    name: 'expire_published',
    expireAfterSeconds: keepPublishedSeconds,
    partialFilterExpression: { state: 'published' },
  },
);

export const outboxModel = (connection: Connection): Model<OutboxRow> => modelOf(connection, 'Outbox', schema);

export interface NewOutboxEvent<T extends Topic> {
  topic: T;
  event: EventByTopic[T];
  aggregateId: string;
  sequence: number;
  /** A new one, unless the event is a rebuilt one. */
  eventId?: string;
}

/** Appends an event to the outbox, within the transaction of the change. It carries the current trace. */
export async function appendToOutbox<T extends Topic>(
  outbox: Model<OutboxRow>,
  session: ClientSession,
  { topic, event, aggregateId, sequence, eventId = randomUUID() }: NewOutboxEvent<T>,
): Promise<void> {
  const traceparent = currentTraceparent();
  const headers = {
    [headerNames.eventType]: schemaByTopic[topic].name,
    ...(traceparent && { [headerNames.traceparent]: traceparent }),
  };
  const row: OutboxRow = {
    _id: eventId,
    topic,
    key: keyOf(topic, event),
    aggregateId,
    sequence,
    payload: event,
    headers,
    state: 'pending',
    createdAt: new Date(),
    publishedAt: null,
  };
  await outbox.create([row], { session });
}
