import type { Collection, Connection, Model, Schema } from 'mongoose';

/** Returns a connection's model, creating it on first use. */
export const modelOf = <T>(connection: Connection, name: string, schema: Schema<T>): Model<T> =>
  (connection.models[name] as Model<T> | undefined) ?? connection.model<T>(name, schema);

/** Returns the driver's collection of a model: no casts, no mongoose documents, typed as stored. */
export const collectionOf = <T extends object>(connection: Connection, model: Model<T>): Collection<T> =>
  connection.collection<T>(model.collection.collectionName);

/** Creates the collections and indexes of every registered model, and sets how long documents are kept. Idempotent; runs at start. */
export async function prepareCollections(connection: Connection): Promise<void> {
  // Concurrent transactions that create a collection implicitly conflict with each other.
  for (const model of Object.values(connection.models)) {
    await model.createCollection();
    await createIndexes(model);
  }
}

/** MongoDB refuses an index that exists with other options. */
const indexOptionsConflict = 85;

async function createIndexes(model: Model<unknown>): Promise<void> {
  try {
    await model.createIndexes();
  } catch (error) {
    if ((error as { code?: number }).code !== indexOptionsConflict) throw error;
    await setRetention(model);
    await model.createIndexes();
  }
}

/** An earlier version kept documents for another time. */
async function setRetention({ schema, db, collection }: Model<unknown>): Promise<void> {
  for (const [keyPattern, { expireAfterSeconds }] of schema.indexes())
    if (expireAfterSeconds !== undefined)
      await db.db?.command({ collMod: collection.collectionName, index: { keyPattern, expireAfterSeconds } });
}
