import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';

interface ContactDocument {
  /** User id. */
  _id: string;
  /** Absent once it is erased. */
  sealedContact?: string;
  /** Events of other topics may still arrive for somebody who is gone. */
  isErased?: boolean;
}
const schema = new Schema<ContactDocument>(
  { _id: String, sealedContact: String, isErased: Boolean },
  { collection: 'contacts', versionKey: false },
);

/** Stores how users are reached, as sealed by auth: no address is readable in the database. */
export function createContactStore(connection: Connection) {
  const contacts = modelOf(connection, 'Contact', schema);
  async function erasedAmong(userIds: readonly string[], tx: ClientSession): Promise<Set<string>> {
    const found = await contacts
      .find({ _id: { $in: [...userIds] }, isErased: true }, { _id: 1 })
      .session(tx)
      .lean();
    return new Set(found.map(({ _id }) => _id));
  }
  return {
    /** Replaces contacts, except erased ones. Versions arrive in order. */
    async putAll(tx: ClientSession, given: readonly { userId: string; sealedContact: string }[]): Promise<void> {
      const erased = await erasedAmong(
        given.map(({ userId }) => userId),
        tx,
      );
      const kept = given.filter(({ userId }) => !erased.has(userId));
      if (kept.length === 0) return;
      await contacts.bulkWrite(
        kept.map(({ userId, sealedContact }) => ({
          updateOne: { filter: { _id: userId }, update: { $set: { sealedContact } }, upsert: true },
        })),
        { session: tx },
      );
    },

    /** Erases contacts for good. */
    async eraseAll(tx: ClientSession, userIds: readonly string[]): Promise<void> {
      await contacts.bulkWrite(
        userIds.map((_id) => ({
          updateOne: {
            filter: { _id },
            update: { $set: { isErased: true }, $unset: { sealedContact: '' } },
            upsert: true,
          },
        })),
        { session: tx },
      );
    },

    /** Returns which of these users are gone. */
    erasedAmong,

    /** Returns sealed contacts by user id; without those that have not arrived. */
    async findAll(userIds: readonly string[]): Promise<Map<string, string | 'erased'>> {
      if (userIds.length === 0) return new Map();
      const found = await contacts.find({ _id: { $in: [...userIds] } }).lean();
      return new Map(found.map(({ _id, isErased, sealedContact = '' }) => [_id, isErased ? 'erased' : sealedContact]));
    },
  };
}

export type ContactStore = ReturnType<typeof createContactStore>;
