import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Connection, connectMongo, modelOf, prepareCollections } from '@ticketing/common/mongo';
import { startTestMongo, type TestMongo } from '@ticketing/testing/mongo';
import { Schema } from 'mongoose';

let mongo: TestMongo;
beforeAll(async () => {
  mongo = await startTestMongo();
});
afterAll(() => mongo.stop());

/** Starts a version of a program that keeps notes this long. */
async function withRetention<T>(expireAfterSeconds: number, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connectMongo(mongo.uri('retention'));
  try {
    const schema = new Schema({ _id: String, at: Date }, { collection: 'notes', versionKey: false });
    schema.index({ at: 1 }, { name: 'expire', expireAfterSeconds });
    modelOf(connection, 'Note', schema);
    await prepareCollections(connection);
    return await work(connection);
  } finally {
    await connection.close();
  }
}

it('a version that keeps documents longer starts, and keeps those of the version before longer, too', async () => {
  await withRetention(60, (connection) => connection.collection('notes').insertOne({ at: new Date() }));
  const indexes = await withRetention(3_600, (connection) => connection.collection('notes').indexes());
  expect(indexes).toContainEqual(expect.objectContaining({ name: 'expire', expireAfterSeconds: 3_600 }));
});
