import { randomUUID } from 'node:crypto';
import { type ClientSession, type Connection, isDuplicateKey, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';

interface LeaseDocument {
  _id: string;
  owner: string;
  /** Rises with every change of owner; who holds an older one has been replaced. */
  token: number;
  expiresAt: Date;
}
const schema = new Schema<LeaseDocument>(
  { _id: String, owner: String, token: Number, expiresAt: Date },
  { collection: 'relay_lease', versionKey: false },
);

/** How long a lease lasts after it was taken or renewed, milliseconds. A dead relay is replaced after that. */
export const leaseMs = 6_000;
const leaseId = 'outbox';

export interface Lease {
  /** Takes or renews the lease. @returns the fencing token, or null while another relay holds it */
  acquire(): Promise<number | null>;
  /** Within a transaction: makes it fail unless this token is still the current one. @returns whether it is */
  fence(session: ClientSession, token: number): Promise<boolean>;
  /** Gives the lease back, so that another relay need not wait for its end. */
  release(): Promise<void>;
}

/** One active relay per database. Time is the database's, so that a relay's wrong clock does no harm. */
export function createLease(connection: Connection, owner: string = randomUUID()): Lease {
  const leases = modelOf(connection, 'RelayLease', schema);
  const isMine = { $eq: ['$owner', owner] };
  const ensureExists = async () => {
    const unclaimed = { owner: '', token: 0, expiresAt: new Date(0) };
    try {
      await leases.updateOne({ _id: leaseId }, { $setOnInsert: unclaimed }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error, '_id_')) throw error; // another relay was faster
    }
  };
  let exists: Promise<void> | null = null;

  return {
    async acquire() {
      exists ??= ensureExists();
      await exists.catch((error: unknown) => {
        exists = null;
        throw error;
      });
      const free = { _id: leaseId, $expr: { $or: [isMine, { $lt: ['$expiresAt', '$$NOW'] }] } };
      const take = {
        owner,
        token: { $cond: [isMine, '$token', { $add: ['$token', 1] }] },
        expiresAt: { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: leaseMs } },
      };
      const lease = await leases
        .findOneAndUpdate(free, [{ $set: take }], { returnDocument: 'after', updatePipeline: true })
        .lean();
      return lease?.token ?? null;
    },

    async fence(session, token) {
      const { matchedCount } = await leases.updateOne({ _id: leaseId, owner, token }, { $set: { owner } }, { session });
      return matchedCount === 1;
    },

    async release() {
      await leases.updateOne({ _id: leaseId, owner }, { $set: { expiresAt: new Date(0) } });
    },
  };
}
