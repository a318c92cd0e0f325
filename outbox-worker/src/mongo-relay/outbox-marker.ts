import { type Connection, inTransaction, modelOf, type OutboxRow, outboxCollection } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import type { Lease } from './lease.ts';
import type { PendingRow } from './outbox-reader.ts';

interface DeadRow extends PendingRow {
  errorCode: string;
  errorMessage: string;
  diedAt: Date;
}
const deadCollection = 'outbox_dlq';
const deadSchema = new Schema<DeadRow>({ _id: String }, { collection: deadCollection, versionKey: false });

export interface DeadLetterReason {
  row: PendingRow;
  code: string;
  message: string;
}

/**
 * - `put_back`: it is pending again
 * - `taken_before`: this replay has put it back already
 * - `duplicate`: it is published, or another replay has put it back
 * - `unknown`: there is no such row
 */
export type PutBack = 'put_back' | 'taken_before' | 'duplicate' | 'unknown';

// The planner may take an index of what is pending instead, and so look at the whole backlog for each batch.
const byId = { hint: '_id_' } as const;

/** Moves rows of the outbox from state to state. */
export function createOutboxMarker(connection: Connection) {
  modelOf(connection, 'OutboxDeadLetter', deadSchema); // so that the collection is there before a transaction needs it
  const outbox = connection.collection<OutboxRow>(outboxCollection);
  const dead = connection.collection<DeadRow>(deadCollection);
  const stillPending = (rows: readonly PendingRow[]) => ({
    _id: { $in: rows.map(({ _id }) => _id) },
    state: 'pending' as const,
  });

  /**
   * Not in a transaction: there each row costs MongoDB twice the time (it parses the collection's catalogue for every
   * index), and none is needed. That the broker has acknowledged a row stays true whoever has the lease, and a row that
   * was put back since with another payload is not the one that was published.
   */
  const markPublished = async (rows: readonly PendingRow[]): Promise<void> => {
    // The database's clock: whoever looks for rows published since some moment asks by it.
    const change = { $set: { state: 'published' as const }, $currentDate: { publishedAt: true as const } };
    for (const [replayId, of] of Map.groupBy(rows, (row) => row.replayId)) {
      const asRead = { ...stillPending(of), replayId: replayId ?? { $exists: false } };
      await outbox.updateMany(asRead, change, byId);
    }
  };

  const markDead = (lease: Lease, token: number, deadRows: readonly DeadLetterReason[]): Promise<boolean> =>
    inTransaction(connection, async (session) => {
      if (!(await lease.fence(session, token))) return false;
      const now = new Date();
      const change = { $set: { state: 'dead' as const }, $min: { firstDiedAt: now } };
      await outbox.updateMany(stillPending(deadRows.map(({ row }) => row)), change, { session, ...byId });
      await dead.bulkWrite(
        deadRows.map(({ row: { _id, ...row }, code, message }) => ({
          updateOne: {
            filter: { _id },
            update: { $set: { ...row, errorCode: code, errorMessage: message, diedAt: now } },
            upsert: true,
          },
        })),
        { session },
      );
      return true;
    });

  return {
    /**
     * Marks what was published and what is dead, unless this relay has been replaced.
     * @returns false when it has
     */
    async mark(
      lease: Lease,
      token: number,
      published: readonly PendingRow[],
      deadRows: readonly DeadLetterReason[],
    ): Promise<boolean> {
      if (!(await lease.isCurrent(token))) return false;
      await markPublished(published);
      return deadRows.length === 0 || markDead(lease, token, deadRows);
    },

    /** Makes a dead row pending again, with the payload that an operator sends. Idempotent by the replay's id. */
    putBack: (eventId: string, payload: unknown, replayId: string): Promise<PutBack> =>
      inTransaction(connection, async (session) => {
        const row = await outbox.findOne({ _id: eventId }, { session, projection: { state: 1, replayId: 1 } });
        if (!row) return 'unknown';
        if (row.replayId === replayId) return 'taken_before';
        if (row.state !== 'dead') return 'duplicate';
        await outbox.updateOne({ _id: eventId }, { $set: { state: 'pending', payload, replayId } }, { session });
        await dead.deleteOne({ _id: eventId }, { session });
        return 'put_back';
      }),
  };
}

export type OutboxMarker = ReturnType<typeof createOutboxMarker>;
