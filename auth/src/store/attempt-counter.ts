import { createHash } from 'node:crypto';
import { type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import type { CountedAttempts } from '../domain/sign-in-limit.ts';

interface AttemptsDocument {
  /** Hash of the counted key, so that neither addresses nor emails are stored. */
  _id: string;
  count: number;
  expiresAt: Date;
}

const schema = new Schema<AttemptsDocument>(
  { _id: String, count: Number, expiresAt: Date },
  { collection: 'sign_in_attempts', versionKey: false },
);
schema.index({ expiresAt: 1 }, { name: 'expire', expireAfterSeconds: 0 });

/** What is counted together: the kind of limit, then whose. */
export type CountedKey = readonly (string | null)[];

const idOf = (key: CountedKey): string => createHash('sha256').update(key.join('\n')).digest('hex');

/** Counts attempts across all replicas, by the database's clock. */
export function createAttemptCounter(connection: Connection) {
  const attempts = modelOf(connection, 'SignInAttempts', schema);
  const isCounting = { $gt: ['$expiresAt', '$$NOW'] };
  return {
    /** Counts an attempt. @returns the attempts of the window, with this one */
    async count(key: CountedKey, windowMs: number): Promise<CountedAttempts> {
      const found = await attempts
        .findOneAndUpdate(
          { _id: idOf(key) },
          [
            {
              $set: {
                count: { $cond: [isCounting, { $add: ['$count', 1] }, 1] },
                expiresAt: { $cond: [isCounting, '$expiresAt', { $add: ['$$NOW', windowMs] }] },
              },
            },
          ],
          {
            upsert: true,
            returnDocument: 'after',
            updatePipeline: true,
            projection: { count: 1, endsInMs: { $subtract: ['$expiresAt', '$$NOW'] } },
          },
        )
        .lean<CountedAttempts | null>();
      if (!found) throw new Error('an upsert that returns its document returned none');
      return { count: found.count, endsInMs: Number(found.endsInMs) };
    },

    async uncount(key: CountedKey): Promise<void> {
      await attempts.updateOne({ _id: idOf(key) }, { $inc: { count: -1 } });
    },

    async clear(key: CountedKey): Promise<void> {
      await attempts.deleteOne({ _id: idOf(key) });
    },
  };
}
