import { afterAll, beforeAll } from '@jest/globals';
import type { IdempotencyStore } from '@ticketing/common/http';
import { migrate, postgresIdempotencyStore } from '@ticketing/common/postgres';
import { describeIdempotencyStore, testLeaseMs } from '@ticketing/testing/idempotency-store-suite';
import { startTestPostgres, type TestPostgres } from '@ticketing/testing/postgres';
import { type Database, openDatabase } from '../src/store/database.ts';
import { migrationTarget } from '../src/store/migration-target.ts';

let postgres: TestPostgres;
let database: Database;
let store: IdempotencyStore;
beforeAll(async () => {
  postgres = await startTestPostgres();
  await migrate(migrationTarget, postgres.url);
  database = openDatabase(postgres.url);
  store = postgresIdempotencyStore(database, testLeaseMs);
});
afterAll(async () => {
  await database.$disconnect();
  await postgres.stop();
});

describeIdempotencyStore(() => store);
