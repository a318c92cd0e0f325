import { type Connection, Schema } from 'mongoose';
import type { IdempotencyStore, Reply } from '../http/index.ts';
import { leaseMs } from '../leases/index.ts';
import { isDuplicateKey } from './connection.ts';
import { modelOf } from './model-of.ts';

const keepSeconds = 24 * 60 * 60;
/** The lease's end of a released claim. */
const released = new Date(0);

interface IdempotencyEntry {
  _id: string;
  fingerprint: string;
  owner: string;
  /** Chosen by the key's first claim. */
  effectId: string;
  reply: Reply | null;
  claimedAt: Date;
  leaseEndsAt: Date;
}
const schema = new Schema<IdempotencyEntry>(
  {
    _id: String,
    fingerprint: String,
    owner: String,
    effectId: String,
    reply: { type: Schema.Types.Mixed, default: null },
    claimedAt: Date,
    leaseEndsAt: Date,
  },
  { collection: 'idempotency_keys', versionKey: false, minimize: false },
);
schema.index({ claimedAt: 1 }, { name: 'expire', expireAfterSeconds: keepSeconds });

/** Creates the idempotency store of a MongoDB service. @param claimLeaseMs milliseconds; shorter in tests */
export function mongoIdempotencyStore(connection: Connection, claimLeaseMs = leaseMs): IdempotencyStore {
  const leaseFromNow = { $add: ['$$NOW', claimLeaseMs] };
  const keys = modelOf(connection, 'IdempotencyKey', schema);
  const store: IdempotencyStore = {
    async claim(claim, fingerprint) {
      const { key, owner } = claim;
      const isNew = { $eq: [{ $type: '$fingerprint' }, 'missing'] };
      const hasEnded = {
        $and: [{ $eq: ['$reply', null] }, { $eq: ['$fingerprint', fingerprint] }, { $lte: ['$leaseEndsAt', '$$NOW'] }],
      };
      const effectId = { $ifNull: ['$effectId', claim.effectId] };
      const claimed = {
        _id: key,
        fingerprint,
        owner,
        effectId,
        reply: null,
        claimedAt: '$$NOW',
        leaseEndsAt: leaseFromNow,
      };
      try {
        const entry = await keys
          .findOneAndUpdate(
            { _id: key },
            [{ $replaceWith: { $cond: [{ $or: [isNew, hasEnded] }, claimed, '$$ROOT'] } }],
            { upsert: true, returnDocument: 'after', updatePipeline: true },
          )
          .lean();
        return entry.owner === owner ? { effectId: entry.effectId } : entry;
      } catch (error) {
        // Another claim was inserted concurrently; the retry reads it.
        if (isDuplicateKey(error, '_id_')) return store.claim(claim, fingerprint);
        throw error;
      }
    },
    async renew({ key, owner }) {
      await keys.updateOne(
        { _id: key, owner, reply: null, leaseEndsAt: { $ne: released } },
        [{ $set: { leaseEndsAt: leaseFromNow } }],
        { updatePipeline: true },
      );
    },
    async complete({ key, owner }, reply) {
      await keys.updateOne({ _id: key, owner }, { $set: { reply } });
    },
    async release({ key, owner }) {
      await keys.updateOne({ _id: key, owner, reply: null }, { $set: { leaseEndsAt: released } });
    },
  };
  return store;
}
