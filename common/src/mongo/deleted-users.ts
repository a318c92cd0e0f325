import { type ClientSession, type Connection, Schema } from 'mongoose';
import { modelOf } from './model-of.ts';

interface DeletedUserDocument {
  /** User id. */
  _id: string;
}

export interface DeletedUsers {
  addAll(tx: ClientSession, userIds: readonly string[]): Promise<void>;
  has(userId: string, tx?: ClientSession | null): Promise<boolean>;
}

/** Remembers whose account was deleted: their tokens are accepted until their session's end arrives. */
export function mongoDeletedUsers(connection: Connection, collection = 'deleted_users'): DeletedUsers {
  const schema = new Schema<DeletedUserDocument>({ _id: String }, { collection, versionKey: false });
  const deleted = modelOf(connection, 'DeletedUser', schema);
  return {
    async addAll(tx, userIds) {
      await deleted.bulkWrite(
        userIds.map((_id) => ({ updateOne: { filter: { _id }, update: { $setOnInsert: { _id } }, upsert: true } })),
        { session: tx },
      );
    },
    has: async (userId, tx = null) => (await deleted.exists({ _id: userId }).session(tx)) !== null,
  };
}
