import type { Collection, Connection, Model, Schema } from 'mongoose';

/** The model of a connection; the same one when asked again. */
export const modelOf = <T>(connection: Connection, name: string, schema: Schema<T>): Model<T> =>
  (connection.models[name] as Model<T> | undefined) ?? connection.model<T>(name, schema);

/** The driver's own collection of a model: no casts, no documents, and types of what is stored. */
export const collectionOf = <T extends object>(connection: Connection, model: Model<T>): Collection<T> =>
  connection.collection<T>(model.collection.collectionName);

/** Creates collections and indexes of everything registered on the connection. Idempotent; runs at start. */
export async function prepareCollections(connection: Connection): Promise<void> {
  // A transaction can't create a collection on the fly without conflicts between the first ones.
  for (const model of Object.values(connection.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}
