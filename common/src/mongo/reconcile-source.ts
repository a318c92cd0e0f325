import type { ClientSession, Connection } from 'mongoose';
import {
  type ExpectedEvent,
  identityOf,
  type PublishedRow,
  type RebuiltEvent,
  type ReconcileSource,
} from '../reconcile/index.ts';
import { inTransaction } from './connection.ts';
import { appendToOutbox, fromQueueDocument, type Outbox, outboxOf, toQueueDocument } from './outbox.ts';

/** Returns a rebuilt event's sequence within its aggregate. */
export type SequenceOf = (session: ClientSession, expected: ExpectedEvent) => Promise<number> | number;

const byVersion: SequenceOf = (_session, { event }) => ('version' in event ? event.version : 0);

const rowsAtOnce = 1_000;

/** Creates the outbox part of a MongoDB service's reconcile source. */
export function mongoReconcileSource(
  connection: Connection,
  sequenceOf: SequenceOf = byVersion,
): Pick<ReconcileSource, 'publishedRows' | 'inOutbox' | 'republish' | 'append'> {
  const outbox = outboxOf(connection);
  return {
    // Reads the log first, then the queue: a row that is not queued was published before now. Keeps only ids, about 150
    // bytes per event.
    async publishedRows() {
      const ids = new Set<string>();
      for await (const { _id } of outbox.log.find({}, { _id: 1 }).lean().cursor()) ids.add(_id);
      for await (const { eventId } of outbox.queue.find({}, { eventId: 1 }).lean().cursor()) ids.delete(eventId);
      return rowsOf(outbox, [...ids]);
    },

    async inOutbox(events) {
      const aggregateIds = [...new Set(events.map(({ aggregateId }) => aggregateId))];
      const ofAggregates = { $in: aggregateIds };
      // A row pending for longer than the log's retention is only in the queue.
      const waiting = await outbox.queue.find({ '_id.aggregateId': ofAggregates }).lean();
      const written = await outbox.log.find({ aggregateId: ofAggregates }).lean();
      return new Set(
        [...waiting.map(fromQueueDocument), ...written].map(({ topic, payload }) =>
          identityOf(topic, payload as ExpectedEvent['event']),
        ),
      );
    },

    // The relay publishes them like new rows: in sequence, with their ids.
    async republish(rows) {
      const written = await outbox.log.find({ _id: { $in: rows.map(({ eventId }) => eventId) } }).lean();
      await outbox.queue.bulkWrite(
        written.map(toQueueDocument).map(({ _id, ...document }) => ({
          updateOne: { filter: { _id }, update: { $setOnInsert: document }, upsert: true },
        })),
      );
    },

    async append(events) {
      for (const event of events) await inTransaction(connection, (session) => appendOnce(session, event));
    },
  };

  async function appendOnce(session: ClientSession, rebuilt: RebuiltEvent): Promise<void> {
    const { topic, event, eventId, aggregateId } = rebuilt;
    if (await outbox.log.exists({ _id: eventId }).session(session)) return;
    const sequence = await sequenceOf(session, rebuilt);
    await appendToOutbox(outbox, session, { topic, event, eventId, aggregateId, sequence });
  }
}

async function* rowsOf({ log }: Outbox, eventIds: string[]): AsyncIterable<PublishedRow[]> {
  for (let at = 0; at < eventIds.length; at += rowsAtOnce) {
    const rows = await log.find({ _id: { $in: eventIds.slice(at, at + rowsAtOnce) } }, { topic: 1, key: 1 }).lean();
    yield rows.map(({ _id: eventId, topic, key }) => ({ eventId, topic, key }));
  }
}
