import type { ClientSession, Connection } from 'mongoose';
import { type ExpectedEvent, identityOf, type RebuiltEvent, type ReconcileSource } from '../reconcile/index.ts';
import { inTransaction } from './connection.ts';
import { inBatches } from './in-batches.ts';
import { appendToOutbox, outboxModel } from './outbox.ts';

/** Place of a rebuilt event within its aggregate. */
export type SequenceOf = (session: ClientSession, expected: ExpectedEvent) => Promise<number> | number;

const byVersion: SequenceOf = (_session, { event }) => ('version' in event ? event.version : 0);

/** The outbox's part in reconciling a MongoDB service. */
export function mongoReconciling(
  connection: Connection,
  sequenceOf: SequenceOf = byVersion,
): Pick<ReconcileSource, 'publishedRows' | 'inOutbox' | 'publishAgain' | 'append'> {
  const outbox = outboxModel(connection);
  return {
    async publishedRows() {
      const upTo = await databaseNow(connection);
      return inBatches(
        outbox
          .find({ state: 'published', publishedAt: { $lte: upTo } }, { topic: 1, key: 1 })
          .sort({ publishedAt: 1 })
          .lean()
          .cursor(),
        ({ _id: eventId, topic, key }) => ({ eventId, topic, key }),
      );
    },

    async inOutbox(events) {
      const aggregateIds = [...new Set(events.map(({ aggregateId }) => aggregateId))];
      const rows = await outbox.find({ aggregateId: { $in: aggregateIds } }, { topic: 1, payload: 1 }).lean();
      return new Set(rows.map(({ topic, payload }) => identityOf(topic, payload as ExpectedEvent['event'])));
    },

    // The relay publishes them as it would new ones: in sequence, with their ids.
    async publishAgain(rows) {
      const ids = rows.map(({ eventId }) => eventId);
      await outbox.updateMany(
        { _id: { $in: ids }, state: 'published' },
        { $set: { state: 'pending', publishedAt: null } },
      );
    },

    async append(events) {
      for (const event of events) await inTransaction(connection, (session) => appendOnce(session, event));
    },
  };

  async function appendOnce(session: ClientSession, rebuilt: RebuiltEvent): Promise<void> {
    const { topic, event, eventId, aggregateId } = rebuilt;
    if (await outbox.exists({ _id: eventId }).session(session)) return;
    const sequence = await sequenceOf(session, rebuilt);
    await appendToOutbox(outbox, session, { topic, event, eventId, aggregateId, sequence });
  }
}

async function databaseNow(connection: Connection): Promise<Date> {
  const answer = await connection.db?.command({ hello: 1 });
  if (!(answer?.localTime instanceof Date)) throw new Error('the database does not say what time it is');
  return answer.localTime;
}
