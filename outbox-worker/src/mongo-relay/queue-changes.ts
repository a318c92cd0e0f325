import {
  type ClientSession,
  type Connection,
  collectionOf,
  inTransaction,
  modelOf,
  type OutboxRow,
  outboxOf,
  type PendingRow,
  queueFilter,
  toQueueDocument,
} from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import type { Lease } from './lease.ts';

interface DeadRow extends PendingRow {
  firstDiedAt: Date;
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
 * - `requeued`: the row is pending again
 * - `already_requeued`: this replay has already requeued it
 * - `duplicate`: it is not dead, because another replay has requeued it
 * - `unknown`: the row does not exist
 */
export type RequeueResult = 'requeued' | 'already_requeued' | 'duplicate' | 'unknown';

/** Creates the operations that remove rows from the queue and requeue dead ones. */
export function createQueueChanges(connection: Connection) {
  modelOf(connection, 'OutboxDeadLetter', deadSchema); // ensures that the collection exists before a transaction uses it
  const dead = connection.collection<DeadRow>(deadCollection);
  const outbox = outboxOf(connection);
  const queue = collectionOf(connection, outbox.queue);

  const moveDead = async (session: ClientSession, deadRows: readonly DeadLetterReason[]): Promise<void> => {
    const diedAt = new Date();
    await dead.bulkWrite(
      deadRows.map(({ row, code, message }) => ({
        replaceOne: {
          filter: { _id: row._id },
          replacement: { firstDiedAt: diedAt, ...row, errorCode: code, errorMessage: message, diedAt },
          upsert: true,
        },
      })),
      { session },
    );
  };

  return {
    /**
     * Removes published and dead rows from the queue, unless this relay has been replaced. A single transaction is also
     * fastest: in it, MongoDB deletes a row in three quarters of the time.
     * @returns false when the relay has been replaced
     */
    remove: (
      lease: Lease,
      token: number,
      published: readonly PendingRow[],
      deadRows: readonly DeadLetterReason[],
    ): Promise<boolean> =>
      inTransaction(connection, async (session) => {
        if (!(await lease.fence(session, token))) return false;
        await queue.deleteMany(queueFilter([...published, ...deadRows.map(({ row }) => row)]), { session });
        if (deadRows.length > 0) await moveDead(session, deadRows);
        return true;
      }),

    /** Requeues a dead row with the operator's payload, which the log also stores. Idempotent by replay id. */
    requeue: (eventId: string, payload: unknown, replayId: string): Promise<RequeueResult> =>
      inTransaction(connection, async (session) => {
        const died = await dead.findOne({ _id: eventId }, { session });
        const found = died ?? (await outbox.log.findById(eventId, null, { session }).lean());
        if (!found) return 'unknown';
        if (found.replayId === replayId) return 'already_requeued';
        if (!died) return 'duplicate';
        const { errorCode: _code, errorMessage: _message, diedAt: _diedAt, firstDiedAt, ...row } = died;
        const again: OutboxRow = { ...row, payload, replayId, createdAt: new Date() };
        await outbox.log.replaceOne({ _id: eventId }, again, { session, upsert: true });
        await queue.insertOne(toQueueDocument({ ...again, firstDiedAt }), { session });
        await dead.deleteOne({ _id: eventId }, { session });
        return 'requeued';
      }),
  };
}

export type QueueChanges = ReturnType<typeof createQueueChanges>;
