import type { Collection, Connection, Model, Schema } from 'mongoose';

/** Returns a connection's model, creating it on first use. */
export const modelOf = <T>(connection: Connection, name: string, schema: Schema<T>): Model<T> =>
  (connection.models[name] as Model<T> | undefined) ?? connection.model<T>(name, schema);

/** Returns the driver's collection of a model: no casts, no mongoose documents, typed as stored. */
export const collectionOf = <T extends object>(connection: Connection, model: Model<T>): Collection<T> =>
  connection.collection<T>(model.collection.collectionName);

/** Creates the collections and indexes of every registered model. Idempotent; runs at start. */
export async function prepareCollections(connection: Connection): Promise<void> {
  // Concurrent transactions that create a collection implicitly conflict with each other.
  for (const model of Object.values(connection.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}
