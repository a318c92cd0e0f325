import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';

interface ContactDocument {
  /** User id. */
  _id: string;
  sealedContact: string;
}
const schema = new Schema<ContactDocument>(
  { _id: String, sealedContact: { type: String, required: true } },
  { collection: 'contacts', versionKey: false },
);

/** Stores how users are reached, as sealed by auth: no address is readable in the database. */
export function createContactStore(connection: Connection) {
  const contacts = modelOf(connection, 'Contact', schema);
  return {
    /** Replaces contacts. Versions arrive in order. */
    async putAll(tx: ClientSession, given: readonly { userId: string; sealedContact: string }[]): Promise<void> {
      await contacts.bulkWrite(
        given.map(({ userId, sealedContact }) => ({
          updateOne: { filter: { _id: userId }, update: { $set: { sealedContact } }, upsert: true },
        })),
        { session: tx },
      );
    },

    async find(userId: string): Promise<string | null> {
      return (await contacts.findById(userId).lean())?.sealedContact ?? null;
    },
  };
}

export type ContactStore = ReturnType<typeof createContactStore>;
