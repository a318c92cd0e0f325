import {
  type ClientSession,
  type Connection,
  collectionOf,
  inQueue,
  inTransaction,
  modelOf,
  type OutboxRow,
  outboxOf,
  type PendingRow,
  toQueue,
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
 * - `put_back`: it is pending again
 * - `taken_before`: this replay has put it back already
 * - `duplicate`: it is not dead: another replay has put it back
 * - `unknown`: there is no such row
 */
export type PutBack = 'put_back' | 'taken_before' | 'duplicate' | 'unknown';

/** Takes rows out of the queue, and puts dead ones back. */
export function createQueueChanges(connection: Connection) {
  modelOf(connection, 'OutboxDeadLetter', deadSchema); // so that the collection is there before a transaction needs it
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
     * Takes what was published and what is dead out of the queue, unless this relay has been replaced. One transaction is
     * also the fastest: MongoDB deletes a row in it in three quarters of the time.
     * @returns false when it has been replaced
     */
    remove: (
      lease: Lease,
      token: number,
      published: readonly PendingRow[],
      deadRows: readonly DeadLetterReason[],
    ): Promise<boolean> =>
      inTransaction(connection, async (session) => {
        if (!(await lease.fence(session, token))) return false;
        await queue.deleteMany(inQueue([...published, ...deadRows.map(({ row }) => row)]), { session });
        if (deadRows.length > 0) await moveDead(session, deadRows);
        return true;
      }),

    /**
     * Makes a dead row pending again, with the payload that an operator sends; the log has it from now on. Idempotent by
     * the replay's id.
     */
    putBack: (eventId: string, payload: unknown, replayId: string): Promise<PutBack> =>
      inTransaction(connection, async (session) => {
        const died = await dead.findOne({ _id: eventId }, { session });
        const found = died ?? (await outbox.log.findById(eventId, null, { session }).lean());
        if (!found) return 'unknown';
        if (found.replayId === replayId) return 'taken_before';
        if (!died) return 'duplicate';
        const { errorCode: _code, errorMessage: _message, diedAt: _diedAt, firstDiedAt, ...row } = died;
        const again: OutboxRow = { ...row, payload, replayId, createdAt: new Date() };
        await outbox.log.replaceOne({ _id: eventId }, again, { session, upsert: true });
        await queue.insertOne(toQueue({ ...again, firstDiedAt }), { session });
        await dead.deleteOne({ _id: eventId }, { session });
        return 'put_back';
      }),
  };
}

export type QueueChanges = ReturnType<typeof createQueueChanges>;
