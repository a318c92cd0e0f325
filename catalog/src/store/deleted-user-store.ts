import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';

interface DeletedUserDocument {
  /** User id. */
  _id: string;
}

const schema = new Schema<DeletedUserDocument>({ _id: String }, { collection: 'deleted_users', versionKey: false });

/** Remembers whose account was deleted: their tokens are accepted until their session's end arrives. */
export function createDeletedUserStore(connection: Connection) {
  const deleted = modelOf(connection, 'DeletedUser', schema);
  return {
    async addAll(tx: ClientSession, userIds: readonly string[]): Promise<void> {
      await deleted.bulkWrite(
        userIds.map((_id) => ({ updateOne: { filter: { _id }, update: { $setOnInsert: { _id } }, upsert: true } })),
        { session: tx },
      );
    },

    async has(userId: string, tx: ClientSession | null = null): Promise<boolean> {
      return (await deleted.exists({ _id: userId }).session(tx)) !== null;
    },
  };
}

export type DeletedUserStore = ReturnType<typeof createDeletedUserStore>;
