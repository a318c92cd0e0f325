import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import { isTransient } from '@ticketing/common/errors';
import { type Connection, connectMongo, inTransaction, outboxOf, prepareCollections } from '@ticketing/common/mongo';
import { startTestMongo, type TestMongo } from '@ticketing/testing/mongo';

let mongo: TestMongo;
let connection: Connection;
beforeAll(async () => {
  mongo = await startTestMongo();
  connection = await connectMongo(mongo.uri('outage'));
  outboxOf(connection);
  await prepareCollections(connection);
});
afterAll(async () => {
  await connection?.close();
  await mongo?.stop();
});

describe('a stopped MongoDB', () => {
  it('causes transient errors for every operation, even after Mongoose has noticed the outage', async () => {
    const { log } = outboxOf(connection);
    await log.countDocuments();
    await mongo.stop();
    await waitFor(async () => (connection.readyState === 1 ? null : true), { timeoutMs: 20_000 });

    const failures = await Promise.all(
      [
        () => log.findOne(),
        () => log.countDocuments(),
        () => connection.collection('inbox').findOne(),
        () => inTransaction(connection, (session) => log.findOne({}, null, { session })),
        () => connection.collection('inbox').insertMany([{}]),
        () => connection.collection('inbox').bulkWrite([{ insertOne: { document: {} } }]),
        () => inTransaction(connection, (session) => connection.collection('inbox').insertMany([{}], { session })),
      ].map((operation: () => Promise<unknown>) =>
        operation().then(
          () => null,
          (error: unknown) => error,
        ),
      ),
    );
    expect(failures.map((failure) => isTransient(failure))).toEqual(failures.map(() => true));
  });
});
