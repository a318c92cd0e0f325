import { afterAll, beforeAll } from '@jest/globals';
import type { IdempotencyStore } from '@ticketing/common/http';
import { type Connection, connectMongo, mongoIdempotencyStore, prepareCollections } from '@ticketing/common/mongo';
import { describeIdempotencyStore, testLeaseMs } from '@ticketing/testing/idempotency-store-suite';
import { startTestMongo, type TestMongo } from '@ticketing/testing/mongo';

let mongo: TestMongo;
let connection: Connection;
let store: IdempotencyStore;
beforeAll(async () => {
  mongo = await startTestMongo();
  connection = await connectMongo(mongo.uri('idempotency'));
  store = mongoIdempotencyStore(connection, testLeaseMs);
  await prepareCollections(connection);
});
afterAll(async () => {
  await connection.close();
  await mongo.stop();
});

describeIdempotencyStore(() => store);
