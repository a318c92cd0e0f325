import { createHash } from 'node:crypto';
import { type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import {
  type AttemptLimit,
  assertMayTry,
  attemptWindowMs,
  type CountedAttempts,
  limitsFor,
} from '../domain/sign-in-limit.ts';

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
  /** IPv4 address, or /64 of an IPv6 address. */
  subscriber: string;
  /** The proof of a device in which the account has signed in before; null for others. */
  knownDevice: string | null;
}

const limitsOf = ({ knownDevice }: SignInAttempt) => limitsFor({ isKnownDevice: knownDevice !== null });

function keyOf(limit: AttemptLimit, { email, subscriber, knownDevice }: SignInAttempt): string {
  const parts = {
    ofDevice: [email, knownDevice],
    ofAccountAndSubscriber: [subscriber, email],
    ofAccount: [email],
    ofSubscriber: [subscriber],
  }[limit];
  return createHash('sha256')
    .update([limit, ...parts].join('\n'))
    .digest('hex');
}

/** Counts sign-in attempts across all replicas, by the database's clock. */
export function createSignInAttemptStore(connection: Connection) {
  const attempts = modelOf(connection, 'SignInAttempts', schema);
  const isCounting = { $gt: ['$expiresAt', '$$NOW'] };
  const uncount = (limit: AttemptLimit, attempt: SignInAttempt) =>
    attempts.updateOne({ _id: keyOf(limit, attempt) }, { $inc: { count: -1 } });
  const count = async (limit: AttemptLimit, attempt: SignInAttempt): Promise<CountedAttempts> => {
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
  };
  return {
    /**
     * Counts an attempt before its password is verified, so that concurrent attempts count each other.
     * @throws DomainError too_many_attempts
     */
    async record(attempt: SignInAttempt): Promise<void> {
      for (const limit of limitsOf(attempt)) assertMayTry(limit, await count(limit, attempt));
    },

    /** Uncounts a successful attempt and clears earlier failures of this account from this device or subscriber. */
    async succeeded(attempt: SignInAttempt): Promise<void> {
      for (const limit of limitsOf(attempt)) {
        if (limit === 'ofDevice' || limit === 'ofAccountAndSubscriber')
          await attempts.deleteOne({ _id: keyOf(limit, attempt) });
        else await uncount(limit, attempt);
      }
    },

    /** Uncounts an attempt whose password was not verified. */
    async cancel(attempt: SignInAttempt): Promise<void> {
      for (const limit of limitsOf(attempt)) await uncount(limit, attempt);
    },
  };
}

export type SignInAttemptStore = ReturnType<typeof createSignInAttemptStore>;
