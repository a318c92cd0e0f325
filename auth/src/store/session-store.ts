import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import { byPassword } from '../domain/authentication.ts';
import { type Session, sessionLimitMs } from '../domain/session.ts';

/** Sessions of earlier releases say nothing about how they began: with a password. */
type AddedField = 'amr' | 'authenticatedAt';
interface SessionDocument extends Omit<Session, 'id' | AddedField>, Partial<Pick<Session, AddedField>> {
  /** The `sid` of its tokens. */
  _id: string;
}

const sessionSchema = new Schema<SessionDocument>(
  {
    _id: String,
    userId: { type: String, required: true },
    device: String,
    network: String,
    amr: { type: [String], default: undefined },
    authenticatedAt: Date,
    createdAt: { type: Date, required: true },
    lastUsedAt: { type: Date, required: true },
    endsAt: { type: Date, required: true },
  },
  { collection: 'sessions', versionKey: false },
);
sessionSchema.index({ userId: 1 }, { name: 'user' });
sessionSchema.index({ endsAt: 1 }, { name: 'expire', expireAfterSeconds: 0 });

interface RefreshTokenDocument {
  /** Hash of the token. */
  _id: string;
  sid: string;
  usedAt: Date | null;
  /** Derives the successor; set with `usedAt`. */
  salt: string | null;
  expiresAt: Date;
}

const tokenSchema = new Schema<RefreshTokenDocument>(
  {
    _id: String,
    sid: { type: String, required: true },
    usedAt: Date,
    salt: String,
    expiresAt: { type: Date, required: true },
  },
  { collection: 'refresh_tokens', versionKey: false },
);
tokenSchema.index({ sid: 1 }, { name: 'session' });
tokenSchema.index({ expiresAt: 1 }, { name: 'expire', expireAfterSeconds: 0 });

const toSession = ({ _id, amr, authenticatedAt, ...rest }: SessionDocument): Session => ({
  ...rest,
  amr: amr ?? byPassword,
  authenticatedAt: authenticatedAt ?? rest.createdAt,
  id: _id,
});

export interface StoredRefreshToken {
  session: Session;
  usedAt: Date | null;
  salt: string | null;
}

/** Stores sessions and the hashes of their refresh tokens, used ones included: their reuse ends the session. */
export function createSessionStore(connection: Connection) {
  const sessions = modelOf(connection, 'Session', sessionSchema);
  const tokens = modelOf(connection, 'RefreshToken', tokenSchema);
  const addToken = (tx: ClientSession, { id: sid, createdAt }: Session, hash: string) =>
    tokens.create(
      [{ _id: hash, sid, usedAt: null, salt: null, expiresAt: new Date(createdAt.getTime() + sessionLimitMs) }],
      { session: tx },
    );
  return {
    async insert(tx: ClientSession, session: Session, tokenHash: string): Promise<void> {
      const { id, ...rest } = session;
      await sessions.create([{ ...rest, _id: id }], { session: tx });
      await addToken(tx, session, tokenHash);
    },

    async findByToken(tokenHash: string, tx: ClientSession | null = null): Promise<StoredRefreshToken | null> {
      const token = await tokens.findById(tokenHash).session(tx).lean();
      const found = token && (await sessions.findById(token.sid).session(tx).lean());
      return found ? { session: toSession(found), usedAt: token.usedAt, salt: token.salt } : null;
    },

    async find(sid: string, tx: ClientSession | null = null): Promise<Session | null> {
      const found = await sessions.findById(sid).session(tx).lean();
      return found && toSession(found);
    },

    /** Records that a password or factor was given again. */
    async authenticate(tx: ClientSession, sid: string, authenticatedAt: Date): Promise<void> {
      await sessions.updateOne({ _id: sid }, { $set: { authenticatedAt } }, { session: tx });
    },

    /** Replaces a token by its successor and records the use of its session. */
    async rotate(
      tx: ClientSession,
      session: Session,
      { usedHash, salt, nextHash }: { usedHash: string; salt: string; nextHash: string },
    ): Promise<void> {
      const { id, device, network, lastUsedAt, endsAt } = session;
      await tokens.updateOne({ _id: usedHash }, { $set: { usedAt: lastUsedAt, salt } }, { session: tx });
      await addToken(tx, session, nextHash);
      // This write conflicts with the end of the session, so that no ended session gets a new token.
      await sessions.updateOne({ _id: id }, { $set: { device, network, lastUsedAt, endsAt } }, { session: tx });
    },

    /** Removes a session and all its refresh tokens. @returns false when there is none */
    async remove(tx: ClientSession, sid: string): Promise<boolean> {
      const { deletedCount } = await sessions.deleteOne({ _id: sid }, { session: tx });
      await tokens.deleteMany({ sid }, { session: tx });
      return deletedCount === 1;
    },

    /** Returns a user's sessions, last used first. */
    async ofUser(userId: string, now: Date, tx: ClientSession | null = null): Promise<Session[]> {
      const found = await sessions
        .find({ userId, endsAt: { $gt: now } })
        .sort({ lastUsedAt: -1 })
        .session(tx)
        .lean();
      return found.map(toSession);
    },
  };
}

export type SessionStore = ReturnType<typeof createSessionStore>;
