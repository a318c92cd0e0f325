import { afterAll, beforeAll } from '@jest/globals';
import type { IdempotencyStore } from '@ticketing/common/http';
import { describeIdempotencyStore, testLeaseMs } from '@ticketing/testing/idempotency-store-suite';
import { startTestPostgres, type TestPostgres } from '@ticketing/testing/postgres';
import { type Database, openDatabase } from '../src/store/database.ts';
import { postgresIdempotencyStore } from '../src/store/idempotency-store.ts';
import { migrate } from '../src/store/migrations.ts';

let postgres: TestPostgres;
let database: Database;
let store: IdempotencyStore;
beforeAll(async () => {
  postgres = await startTestPostgres();
  await migrate(postgres.url);
  database = openDatabase(postgres.url);
  store = postgresIdempotencyStore(database, testLeaseMs);
});
afterAll(async () => {
  await database.$disconnect();
  await postgres.stop();
});

describeIdempotencyStore(() => store);
