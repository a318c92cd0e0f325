import { createApp } from '@ticketing/common/http';
import { silentLogger } from '@ticketing/common/log';
import { createMetrics } from '@ticketing/common/metrics';
import {
  connectMongo,
  mongoIdempotencyStore,
  mongoRevokedSessions,
  type OutboxRow,
  outboxModel,
  prepareCollections,
} from '@ticketing/common/mongo';
import { serveForTest, type TestApi, testJwtKey } from '@ticketing/testing/api';
import { startTestMongo } from '@ticketing/testing/mongo';
import { routes } from '../src/http/routes.ts';
import { createPasswordHasher, type PasswordHasher } from '../src/passwords/password-hasher.ts';
import { createUserStore } from '../src/store/user-store.ts';
import { createUseCases } from '../src/use-cases/index.ts';

export interface AuthFixture {
  api: TestApi;
  mongoUri: string;
  /** The queue that the API's passwords go through too. */
  hasher: PasswordHasher;
  /** How often a password was hashed or compared so far. */
  passwordsWorkedOn(): number;
  isRevoked(sid: string): Promise<boolean>;
  outboxOf(aggregateId: string): Promise<OutboxRow[]>;
  outbox(topic: OutboxRow['topic']): Promise<OutboxRow[]>;
  stop(): Promise<void>;
}

/** The service without broker: its API over HTTP, on a real database and with real password hashes. */
export async function startAuth(): Promise<AuthFixture> {
  const mongo = await startTestMongo();
  const mongoUri = mongo.uri('auth');
  const connection = await connectMongo(mongoUri);
  const users = createUserStore(connection);
  const revokedSessions = mongoRevokedSessions(connection);
  const idempotency = mongoIdempotencyStore(connection);
  await prepareCollections(connection);
  const hasher = await createPasswordHasher();
  let worked = 0;
  const counted =
    <Args extends unknown[], Result>(work: (...args: Args) => Result) =>
    (...args: Args): Result => {
      worked += 1;
      return work(...args);
    };
  const passwords = { hash: counted(hasher.hash), verify: counted(hasher.verify) };
  const app = createApp({
    service: 'auth',
    documentPath: '/api/users/openapi.json',
    routes: routes(createUseCases({ connection, users, passwords, revokedSessions }), testJwtKey),
    jwtKey: testJwtKey,
    isSessionRevoked: revokedSessions.isRevoked,
    idempotency,
    log: silentLogger(),
    metrics: createMetrics('auth'),
  });
  const api = await serveForTest(app);
  const rows = (filter: Partial<OutboxRow>) => outboxModel(connection).find(filter).sort({ sequence: 1 }).lean();
  return {
    api,
    mongoUri,
    hasher,
    passwordsWorkedOn: () => worked,
    isRevoked: revokedSessions.isRevoked,
    outboxOf: (aggregateId) => rows({ aggregateId }),
    outbox: (topic) => rows({ topic }),
    async stop() {
      await api.close();
      await connection.close();
      await mongo.stop();
    },
  };
}
