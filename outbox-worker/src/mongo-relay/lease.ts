import { randomUUID } from 'node:crypto';
import { type ClientSession, type Connection, isDuplicateKey, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';

interface LeaseDocument {
  _id: string;
  owner: string;
  /** Increments with every change of owner; a holder of an older token has been replaced. */
  token: number;
  expiresAt: Date;
}
const schema = new Schema<LeaseDocument>(
  { _id: String, owner: String, token: Number, expiresAt: Date },
  { collection: 'relay_lease', versionKey: false },
);

/** Duration of a lease after it was acquired or renewed, milliseconds. A dead relay is replaced after that. */
export const leaseMs = 6_000;
const leaseId = 'outbox';

export interface Lease {
  /** Acquires or renews the lease. @returns the fencing token, or null while another relay holds it */
  acquire(): Promise<number | null>;
  /** Makes the transaction conflict with a change of owner. @returns whether this token is still current */
  fence(session: ClientSession, token: number): Promise<boolean>;
  /** Releases the lease, so that another relay need not wait for its expiry. */
  release(): Promise<void>;
}

/**
 * Creates the lease of a database's only active relay. Uses the database's clock, so that a relay's wrong clock does no
 * harm.
 */
export function createLease(connection: Connection, owner: string = randomUUID()): Lease {
  const leases = modelOf(connection, 'RelayLease', schema);
  const isMine = { $eq: ['$owner', owner] };
  const ensureExists = async () => {
    const unclaimed = { owner: '', token: 0, expiresAt: new Date(0) };
    try {
      await leases.updateOne({ _id: leaseId }, { $setOnInsert: unclaimed }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error, '_id_')) throw error; // another relay created it first
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
