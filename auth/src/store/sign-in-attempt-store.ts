import { createHash } from 'node:crypto';
import { type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import { type AttemptLimit, attemptWindowMs, type CountedAttempts } from '../domain/sign-in-limit.ts';

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

export interface SignInAttempt {
  email: string;
  address: string;
}

const keyOf = (limit: AttemptLimit, { email, address }: SignInAttempt): string =>
  createHash('sha256')
    .update(limit === 'ofAddress' ? `${limit}\n${address}` : `${limit}\n${address}\n${email}`)
    .digest('hex');

/** Counts sign-in attempts across all replicas, by the database's clock. */
export function createSignInAttemptStore(connection: Connection) {
  const attempts = modelOf(connection, 'SignInAttempts', schema);
  const isCounting = { $gt: ['$expiresAt', '$$NOW'] };
  const uncount = (limit: AttemptLimit, attempt: SignInAttempt) =>
    attempts.updateOne({ _id: keyOf(limit, attempt) }, { $inc: { count: -1 } });
  return {
    /** Counts an attempt before its password is verified, so that concurrent attempts count each other. */
    async record(limit: AttemptLimit, attempt: SignInAttempt): Promise<CountedAttempts> {
      const found = await attempts
        .findOneAndUpdate(
          { _id: keyOf(limit, attempt) },
          [
            {
              $set: {
                count: { $cond: [isCounting, { $add: ['$count', 1] }, 1] },
                expiresAt: { $cond: [isCounting, '$expiresAt', { $add: ['$$NOW', attemptWindowMs] }] },
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

    /** Uncounts a successful attempt and clears earlier failures of this account from this address. */
    async succeeded(attempt: SignInAttempt): Promise<void> {
      await attempts.deleteOne({ _id: keyOf('ofAccountAndAddress', attempt) });
      await uncount('ofAddress', attempt);
    },

    /** Uncounts an attempt whose password was not verified. */
    async cancel(attempt: SignInAttempt): Promise<void> {
      await uncount('ofAccountAndAddress', attempt);
      await uncount('ofAddress', attempt);
    },
  };
}

export type SignInAttemptStore = ReturnType<typeof createSignInAttemptStore>;
