import { type Connection, inTransaction, modelOf, type OutboxRow, outboxModel } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import type { Lease } from './lease.ts';

interface DeadRow extends OutboxRow {
  errorCode: string;
  errorMessage: string;
  diedAt: Date;
}
const deadSchema = new Schema<DeadRow>({ _id: String }, { collection: 'outbox_dlq', versionKey: false, strict: false });

export interface DeadLetterReason {
  row: OutboxRow;
  code: string;
  message: string;
}

/** The outbox collection as the relay sees it. The pending rows are the truth; there is no high-water mark to lose. */
export function createOutboxReader(connection: Connection) {
  const outbox = outboxModel(connection);
  const dead = modelOf(connection, 'OutboxDeadLetter', deadSchema);
  // One moment for the whole query: without it a long scan could meet an event and have missed its predecessor.
  const snapshot = { readConcern: { level: 'snapshot' as const } };

  return {
    /**
     * Pending rows, oldest aggregates first, in sequence within each. Never a row whose pending predecessor is not there too.
     * @param limit about how many
     */
    async readPending(limit: number): Promise<OutboxRow[]> {
      const oldest = await outbox.find({ state: 'pending' }, null, snapshot).sort({ createdAt: 1 }).limit(limit).lean();
      if (oldest.length < limit) return oldest.sort(bySequence);
      const aggregateIds = [...new Set(oldest.map(({ aggregateId }) => aggregateId))];
      return outbox
        .find({ state: 'pending', aggregateId: { $in: aggregateIds } }, null, snapshot)
        .sort({ aggregateId: 1, sequence: 1 })
        .limit(limit)
        .lean();
    },

    /**
     * Marks what was published and what is dead, unless this relay has been replaced.
     * @returns false when it has
     */
    mark: (lease: Lease, token: number, published: OutboxRow[], deadRows: DeadLetterReason[]): Promise<boolean> =>
      inTransaction(connection, async (session) => {
        if (!(await lease.fence(session, token))) return false;
        const now = new Date();
        const idsOf = (rows: OutboxRow[]) => ({ _id: { $in: rows.map(({ _id }) => _id) }, state: 'pending' as const });
        if (published.length > 0)
          await outbox.updateMany(idsOf(published), [{ $set: { state: 'published', publishedAt: '$$NOW' } }], {
            session,
            updatePipeline: true,
          });
        if (deadRows.length === 0) return true;
        await outbox.updateMany(idsOf(deadRows.map(({ row }) => row)), { $set: { state: 'dead' } }, { session });
        const letters = deadRows.map(({ row, code, message }) => ({
          ...row,
          state: 'dead' as const,
          errorCode: code,
          errorMessage: message,
          diedAt: now,
        }));
        await dead.bulkWrite(
          letters.map((letter) => ({
            updateOne: { filter: { _id: letter._id }, update: { $set: letter }, upsert: true },
          })),
          { session },
        );
        return true;
      }),

    async pendingStatus(): Promise<{ count: number; oldestAt: Date | null }> {
      const [count, oldest] = await Promise.all([
        outbox.countDocuments({ state: 'pending' }, { hint: 'pending_by_age' }),
        outbox.findOne({ state: 'pending' }).sort({ createdAt: 1 }).lean(),
      ]);
      return { count, oldestAt: oldest?.createdAt ?? null };
    },
  };
}

const bySequence = (a: OutboxRow, b: OutboxRow): number =>
  a.aggregateId === b.aggregateId ? a.sequence - b.sequence : a.aggregateId < b.aggregateId ? -1 : 1;

export type OutboxReader = ReturnType<typeof createOutboxReader>;
