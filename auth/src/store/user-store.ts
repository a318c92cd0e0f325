import {
  appendAllToOutbox,
  appendToOutbox,
  type ClientSession,
  type Connection,
  inBatches,
  isDuplicateKey,
  modelOf,
  outboxOf,
} from '@ticketing/common/mongo';
import { type Language, languages } from '@ticketing/contracts';
import { Schema, Types } from 'mongoose';
import type { Role, User } from '../domain/user.ts';

/** Users of earlier releases have no name, no language, no contact, no confirmed address, no second factor, and were never disabled. */
type AddedField =
  | 'emailVerifiedAt'
  | 'name'
  | 'language'
  | 'isLanguageChosen'
  | 'contactVersion'
  | 'hasSecondFactor'
  | 'disabledAt';
interface UserDocument extends Omit<User, 'id' | AddedField>, Partial<Pick<User, AddedField>> {
  _id: Types.ObjectId;
  lastSignInAt?: Date;
}

const emailIndex = 'email_unique';
const schema = new Schema<UserDocument>(
  {
    email: { type: String, required: true },
    emailVerifiedAt: Date,
    name: String,
    language: String,
    isLanguageChosen: Boolean,
    contactVersion: Number,
    passwordHash: { type: String, required: true },
    hasSecondFactor: Boolean,
    roles: { type: [String], required: true },
    version: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    lastSignInAt: Date,
    disabledAt: Date,
  },
  { collection: 'users', versionKey: false },
);
schema.index({ email: 1 }, { name: emailIndex, unique: true });

const toUser = ({ _id, lastSignInAt: _, ...rest }: UserDocument): User => ({
  ...rest,
  emailVerifiedAt: rest.emailVerifiedAt ?? null,
  name: rest.name ?? null,
  language: rest.language ?? languages[0],
  isLanguageChosen: rest.isLanguageChosen ?? false,
  contactVersion: rest.contactVersion ?? null,
  hasSecondFactor: rest.hasSecondFactor ?? false,
  disabledAt: rest.disabledAt ?? null,
  id: _id.toHexString(),
});

/** What is left of a deleted account. */
export interface DeletedUser {
  id: string;
  deletedAt: Date;
}
const deletedSchema = new Schema<{ _id: Types.ObjectId; deletedAt: Date }>(
  { deletedAt: { type: Date, required: true } },
  { collection: 'deleted_users', versionKey: false },
);

/** The events of this service, with their outbox positions. A user has only version 0. */
export const userCreated = (id: string) => ({
  topic: 'auth.user.created.v1' as const,
  event: { id, version: 0 },
  aggregateId: `user:${id}`,
});
export const contactChanged = (id: string, sealedContact: string, version: number) => ({
  topic: 'auth.contact.changed.v1' as const,
  event: { id, sealedContact, version },
  aggregateId: `contact:${id}`,
});
/** Unversioned: its consumers need no other event of users. */
export const userDeleted = ({ id, deletedAt }: DeletedUser) => ({
  topic: 'auth.user.deleted.v1' as const,
  event: { id, deletedAt: deletedAt.getTime() },
  aggregateId: `user-deletion:${id}`,
});
export const sessionRevoked = (sid: string, expiresAt: Date) => ({
  topic: 'auth.session.revoked.v1' as const,
  event: { sid, expiresAt: expiresAt.getTime() },
  aggregateId: `session:${sid}`,
});

/** A user with its next contact. */
export interface ContactToPublish {
  id: string;
  language: Language;
  contactVersion: number;
}

export const createUserStore = (connection: Connection) => ({
  ...readsOf(connection),
  ...fieldWritesOf(connection),
  ...eventWritesOf(connection),
});

function readsOf(connection: Connection) {
  const users = modelOf(connection, 'User', schema);
  const deleted = modelOf(connection, 'DeletedUser', deletedSchema);
  return {
    newId: () => new Types.ObjectId().toHexString(),

    async findByEmail(email: string, tx: ClientSession | null = null): Promise<User | null> {
      const found = await users.findOne({ email }).session(tx).lean();
      return found && toUser(found);
    },

    async findById(id: string, tx: ClientSession | null = null): Promise<User | null> {
      if (!Types.ObjectId.isValid(id)) return null;
      const found = await users.findById(id).session(tx).lean();
      return found && toUser(found);
    },

    /** Yields all users, or those without a published contact, in batches. */
    all: ({ withoutContact = false, size = 1_000 } = {}): AsyncIterable<User[]> =>
      inBatches(
        users
          .find(withoutContact ? { contactVersion: { $exists: false } } : {})
          .sort({ _id: 1 })
          .lean()
          .cursor({ batchSize: size }),
        toUser,
        size,
      ),

    /** Yields what is left of deleted accounts, in batches. */
    allDeleted: (size = 1_000): AsyncIterable<DeletedUser[]> =>
      inBatches(
        deleted.find().sort({ _id: 1 }).lean().cursor({ batchSize: size }),
        ({ _id, deletedAt }) => ({ id: _id.toHexString(), deletedAt }),
        size,
      ),
  };
}

/** Writes that no other service hears of. */
function fieldWritesOf(connection: Connection) {
  const users = modelOf(connection, 'User', schema);
  return {
    /**
     * Records a sign-in. This write conflicts with a change of password or roles, which ends the sessions that exist
     * then, and with the first second factor.
     * @param newHash replaces the hash of the password
     * @returns the current user, or null when its password has changed, or whether it has a second factor
     */
    async enter(
      tx: ClientSession,
      { id, passwordHash, hasSecondFactor }: User,
      now: Date,
      newHash: string,
    ): Promise<User | null> {
      const found = await users
        .findOneAndUpdate(
          { _id: id, passwordHash, hasSecondFactor: hasSecondFactor ? true : { $ne: true } },
          { $set: { lastSignInAt: now, passwordHash: newHash } },
          { session: tx, returnDocument: 'after' },
        )
        .lean();
      return found && toUser(found);
    },

    /** Records what a user chose. `publishContact` changes the language itself. */
    async setProfile(tx: ClientSession, id: string, name: string | null): Promise<void> {
      await users.updateOne({ _id: id }, { $set: { name, isLanguageChosen: true } }, { session: tx });
    },

    /** Records that a user has confirmed an address. @returns false when the user has another one now */
    async verifyEmail(tx: ClientSession, { id, email }: Pick<User, 'id' | 'email'>, now: Date): Promise<boolean> {
      const { matchedCount } = await users.updateOne(
        { _id: id, email },
        [{ $set: { emailVerifiedAt: { $ifNull: ['$emailVerifiedAt', now] } } }],
        { session: tx, updatePipeline: true },
      );
      return matchedCount === 1;
    },

    /** Replaces the hash of a password. This write conflicts with `enter`. */
    async setPassword(tx: ClientSession, id: string, passwordHash: string): Promise<void> {
      await users.updateOne({ _id: id }, { $set: { passwordHash } }, { session: tx });
    },

    /**
     * States whether a user has a second factor. This write conflicts with `enter` when it changes.
     * @returns false when the user was deleted meanwhile
     */
    async setHasSecondFactor(tx: ClientSession, id: string, hasSecondFactor: boolean): Promise<boolean> {
      return (await users.updateOne({ _id: id }, { $set: { hasSecondFactor } }, { session: tx })).matchedCount === 1;
    },

    /** Keeps a user out from now on, or lets them in again. This write conflicts with `enter`. */
    async setDisabledAt(tx: ClientSession, id: string, disabledAt: Date | null): Promise<void> {
      await users.updateOne({ _id: id }, { $set: { disabledAt } }, { session: tx });
    },

    async setRoles(tx: ClientSession, id: string, roles: Role[]): Promise<void> {
      await users.updateOne({ _id: id }, { $set: { roles } }, { session: tx });
    },
  };
}

/** Writes with an event in the same transaction. */
function eventWritesOf(connection: Connection) {
  const users = modelOf(connection, 'User', schema);
  const deleted = modelOf(connection, 'DeletedUser', deletedSchema);
  const outbox = outboxOf(connection);
  return {
    /**
     * Inserts a user and its events. Throws an error that {@link isEmailTaken} recognizes when the address is in use.
     */
    async insert(session: ClientSession, { id, ...user }: User, sealedContact: string): Promise<void> {
      await users.create([{ ...user, _id: new Types.ObjectId(id) }], { session });
      await appendAllToOutbox(outbox, session, [
        { ...userCreated(id), sequence: 0 },
        { ...contactChanged(id, sealedContact, 0), sequence: 0 },
      ]);
    },

    /**
     * Publishes a user's contact, with its language.
     * @param from the version before; null for the first
     * @returns false when another process has published it meanwhile
     */
    async publishContact(
      tx: ClientSession,
      { id, language, contactVersion }: ContactToPublish,
      from: number | null,
      sealedContact: string,
    ): Promise<boolean> {
      const { modifiedCount } = await users.updateOne(
        { _id: id, contactVersion: from ?? { $exists: false } },
        { $set: { language, contactVersion } },
        { session: tx },
      );
      if (modifiedCount === 0) return false;
      const event = contactChanged(id, sealedContact, contactVersion);
      await appendToOutbox(outbox, tx, { ...event, sequence: contactVersion });
      return true;
    },

    /**
     * Deletes a user, so that the email can sign up again, and keeps the id. This write conflicts with `enter`, and with
     * every other write of the user.
     * @returns false when there is no such user any more
     */
    async remove(tx: ClientSession, { id, deletedAt }: DeletedUser): Promise<boolean> {
      const { deletedCount } = await users.deleteOne({ _id: id }, { session: tx });
      if (deletedCount === 0) return false;
      await deleted.create([{ _id: new Types.ObjectId(id), deletedAt }], { session: tx });
      await appendToOutbox(outbox, tx, { ...userDeleted({ id, deletedAt }), sequence: 0 });
      return true;
    },

    /** Appends the event that revokes a session before its token expires. */
    async appendSessionRevoked(session: ClientSession, sid: string, expiresAt: Date): Promise<void> {
      await appendToOutbox(outbox, session, { ...sessionRevoked(sid, expiresAt), sequence: 0 });
    },
  };
}

export type UserStore = ReturnType<typeof createUserStore>;
export const isEmailTaken = (error: unknown): boolean => isDuplicateKey(error, emailIndex);
