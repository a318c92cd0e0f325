import {
  appendToOutbox,
  type ClientSession,
  type Connection,
  inBatches,
  isDuplicateKey,
  modelOf,
  outboxOf,
} from '@ticketing/common/mongo';
import { Schema, Types } from 'mongoose';
import type { Role, User } from '../domain/user.ts';

interface UserDocument extends Omit<User, 'id'> {
  _id: Types.ObjectId;
  lastSignInAt?: Date;
}

const emailIndex = 'email_unique';
const schema = new Schema<UserDocument>(
  {
    email: { type: String, required: true },
    passwordHash: { type: String, required: true },
    roles: { type: [String], required: true },
    version: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    lastSignInAt: Date,
  },
  { collection: 'users', versionKey: false },
);
schema.index({ email: 1 }, { name: emailIndex, unique: true });

const toUser = ({ _id, lastSignInAt: _, ...rest }: UserDocument): User => ({ ...rest, id: _id.toHexString() });

/** The events of this service, with their outbox positions. A user has only version 0. */
export const userCreated = (id: string) => ({
  topic: 'auth.user.created.v1' as const,
  event: { id, version: 0 },
  aggregateId: `user:${id}`,
});
export const sessionRevoked = (sid: string, expiresAt: Date) => ({
  topic: 'auth.session.revoked.v1' as const,
  event: { sid, expiresAt: expiresAt.getTime() },
  aggregateId: `session:${sid}`,
});

export function createUserStore(connection: Connection) {
  const users = modelOf(connection, 'User', schema);
  const outbox = outboxOf(connection);
  return {
    newId: () => new Types.ObjectId().toHexString(),

    /**
     * Inserts a user and its event. Throws an error that {@link isEmailTaken} recognizes when the address is in use.
     */
    async insert(session: ClientSession, { id, ...user }: User): Promise<void> {
      await users.create([{ ...user, _id: new Types.ObjectId(id) }], { session });
      await appendToOutbox(outbox, session, { ...userCreated(id), sequence: 0 });
    },

    async findByEmail(email: string, tx: ClientSession | null = null): Promise<User | null> {
      const found = await users.findOne({ email }).session(tx).lean();
      return found && toUser(found);
    },

    async findById(id: string, tx: ClientSession | null = null): Promise<User | null> {
      if (!Types.ObjectId.isValid(id)) return null;
      const found = await users.findById(id).session(tx).lean();
      return found && toUser(found);
    },

    /**
     * Records a sign-in with a verified password. This write conflicts with a change of password or roles, which ends
     * the sessions that exist then.
     * @param newHash replaces the hash of the password
     * @returns the current user, or null when its password has changed
     */
    async enter(tx: ClientSession, { id, passwordHash }: User, now: Date, newHash: string): Promise<User | null> {
      const found = await users
        .findOneAndUpdate(
          { _id: id, passwordHash },
          { $set: { lastSignInAt: now, passwordHash: newHash } },
          { session: tx, returnDocument: 'after' },
        )
        .lean();
      return found && toUser(found);
    },

    /** Yields the ids of all users, in batches. */
    allIds: (): AsyncIterable<string[]> =>
      inBatches(users.find({}, { _id: 1 }).sort({ _id: 1 }).lean().cursor(), ({ _id }) => _id.toHexString()),

    async setRoles(tx: ClientSession, id: string, roles: Role[]): Promise<void> {
      await users.updateOne({ _id: id }, { $set: { roles } }, { session: tx });
    },

    /** Appends the event that revokes a session before its token expires. */
    async appendSessionRevoked(session: ClientSession, sid: string, expiresAt: Date): Promise<void> {
      await appendToOutbox(outbox, session, { ...sessionRevoked(sid, expiresAt), sequence: 0 });
    },
  };
}

export type UserStore = ReturnType<typeof createUserStore>;
export const isEmailTaken = (error: unknown): boolean => isDuplicateKey(error, emailIndex);
