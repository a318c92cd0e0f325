import { type Connection, Schema } from 'mongoose';
import type { IdempotencyStore, Reply } from '../http/index.ts';
import { isDuplicateKey } from './connection.ts';
import { modelOf } from './model-of.ts';

const keepSeconds = 24 * 60 * 60;
/** A first request that has not answered by then died with its process. Longer than any request may take. */
const claimEndsAfterMs = 60_000;

interface IdempotencyEntry {
  _id: string;
  fingerprint: string;
  reply: Reply | null;
  claimedAt: Date;
}
const schema = new Schema<IdempotencyEntry>(
  { _id: String, fingerprint: String, reply: { type: Schema.Types.Mixed, default: null }, claimedAt: Date },
  { collection: 'idempotency_keys', versionKey: false, minimize: false },
);
schema.index({ claimedAt: 1 }, { name: 'expire', expireAfterSeconds: keepSeconds });

export function mongoIdempotencyStore(connection: Connection): IdempotencyStore {
  const keys = modelOf(connection, 'IdempotencyKey', schema);
  const store: IdempotencyStore = {
    async claim(key, fingerprint) {
      const now = new Date();
      const abandoned = {
        _id: key,
        fingerprint,
        reply: null,
        claimedAt: { $lt: new Date(now.getTime() - claimEndsAfterMs) },
      };
      try {
        await keys.updateOne(
          abandoned,
          { $set: { claimedAt: now }, $setOnInsert: { _id: key, fingerprint, reply: null } },
          { upsert: true },
        );
        return null;
      } catch (error) {
        if (!isDuplicateKey(error, '_id_')) throw error;
        // Given back in between: nobody has it, so it is to be claimed like a new one.
        return (await keys.findById(key).lean()) ?? store.claim(key, fingerprint);
      }
    },
    async complete(key, reply) {
      await keys.updateOne({ _id: key }, { $set: { reply } });
    },
    async release(key) {
      await keys.deleteOne({ _id: key, reply: null });
    },
  };
  return store;
}
