import { type ClientSession, type Connection, type Model, Schema } from 'mongoose';
import { inBatches } from './in-batches.ts';
import { modelOf } from './model-of.ts';

export interface RevokedSession {
  /** Session id. */
  _id: string;
  expiresAt: Date;
}
const schema = new Schema<RevokedSession>(
  { _id: String, expiresAt: Date },
  { collection: 'revoked_sessions', versionKey: false },
);
// After the token's expiry the entry is obsolete.
schema.index({ expiresAt: 1 }, { name: 'expire', expireAfterSeconds: 0 });

export interface RevokedSessions {
  isRevoked(sid: string): Promise<boolean>;
  /** @returns false when it was already revoked */
  revoke(session: ClientSession, sid: string, expiresAt: Date): Promise<boolean>;
  /** Yields the sessions whose tokens have not expired, in batches. */
  all(): AsyncIterable<{ sid: string; expiresAt: Date }[]>;
}

/** Stores the sessions revoked before their tokens expire, in the service's own database. */
export function mongoRevokedSessions(connection: Connection): RevokedSessions {
  const sessions: Model<RevokedSession> = modelOf(connection, 'RevokedSession', schema);
  return {
    isRevoked: async (sid) => (await sessions.exists({ _id: sid })) !== null,
    revoke: async (session, sid, expiresAt) => {
      const { upsertedCount } = await sessions.updateOne(
        { _id: sid },
        { $setOnInsert: { expiresAt } },
        { upsert: true, session },
      );
      return upsertedCount === 1;
    },
    all: () =>
      inBatches(
        sessions
          .find({ expiresAt: { $gt: new Date() } })
          .lean()
          .cursor(),
        ({ _id: sid, expiresAt }) => ({
          sid,
          expiresAt,
        }),
      ),
  };
}
