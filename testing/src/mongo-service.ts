import { randomUUID } from 'node:crypto';
import { type AwaitRow, createDispatcher, type Outcome, type Subscriptions } from '@ticketing/common/consuming';
import { createApp, noLoadShedding, type ProofOfWork, type RouteSpec } from '@ticketing/common/http';
import { silentLogger } from '@ticketing/common/log';
import { createMetrics } from '@ticketing/common/metrics';
import {
  type ClientSession,
  type Connection,
  connectMongo,
  mongoConsumerStore,
  mongoIdempotencyStore,
  mongoRevokedSessions,
  type OutboxRow,
  outboxOf,
  prepareCollections,
  type RevokedSessions,
} from '@ticketing/common/mongo';
import type { PublicKeys } from '@ticketing/common/session-keys';
import type { EventByTopic, Topic } from '@ticketing/contracts';
import { serveForTest, type TestApi, testJwtKey } from './api.ts';
import { deliveredArrivals } from './arrivals.ts';
import { startTestMongo } from './mongo.ts';

/** Delivers a decoded event like the consumer. */
export type Deliver = <T extends Topic>(
  topic: T,
  event: EventByTopic[T],
  eventId?: string,
  traceparent?: string,
) => Promise<Outcome>;

export interface TestServiceBase {
  mongoUri: string;
  connection: Connection;
  revokedSessions: RevokedSessions;
  awaitRow: AwaitRow;
}

export interface TestServiceParts {
  documentPath: string;
  routes: RouteSpec[];
  /** The keys that verify the service's own sessions, beside {@link testJwtKey}. */
  publicKeys?: PublicKeys;
  /** Asks for a proof of work where a route proves it; absent for no proofs. */
  proofOfWork?: ProofOfWork | null;
  /** Absent for a service without consumers. */
  subscriptions?: Subscriptions<ClientSession>;
}

export interface TestService {
  api: TestApi;
  deliver: Deliver;
  /** Returns outbox rows by sequence. */
  outbox(filter: Partial<OutboxRow>): Promise<OutboxRow[]>;
  /** Puts every key into the state after a crash between commit and response, with its lease expired. */
  expireResponses(): Promise<void>;
  stop(): Promise<void>;
}

/** A claim without a reply whose lease has expired. */
export const withoutAnswer = { $set: { reply: null, leaseEndsAt: new Date(0) } };

/**
 * Starts a MongoDB service without a broker: HTTP API and delivered events, on a real database.
 * @param assemble creates the service's stores on the connection, and from them the service-specific parts
 */
export async function startMongoService<Parts extends TestServiceParts>(
  service: string,
  assemble: (base: TestServiceBase) => Parts | Promise<Parts>,
): Promise<TestService & TestServiceBase & { parts: Parts }> {
  const mongo = await startTestMongo();
  const mongoUri = mongo.uri(service);
  const connection = await connectMongo(mongoUri);
  const revokedSessions = mongoRevokedSessions(connection);
  const store = mongoConsumerStore(connection);
  const idempotency = mongoIdempotencyStore(connection);
  const { awaitRow, notifyApplied } = deliveredArrivals();
  const base = { mongoUri, connection, revokedSessions, awaitRow };
  const parts = await assemble(base);
  await prepareCollections(connection);
  const { apply } = createDispatcher(store, parts.subscriptions ?? {});
  const app = createApp({
    service,
    documentPath: parts.documentPath,
    routes: parts.routes,
    jwtKey: testJwtKey,
    ...(parts.publicKeys && { publicKeys: parts.publicKeys }),
    ...(parts.proofOfWork && { proofOfWork: parts.proofOfWork }),
    isSessionRevoked: revokedSessions.isRevoked,
    idempotency,
    shedder: noLoadShedding,
    log: silentLogger(),
    metrics: createMetrics(service),
  });
  const api = await serveForTest(app);
  return {
    ...base,
    parts,
    api,
    deliver: (topic, event, eventId = randomUUID(), traceparent) =>
      apply({ topic, event, eventId, ...(traceparent && { traceparent }) }).then(notifyApplied(topic, event)),
    outbox: (filter) => outboxOf(connection).log.find(filter).sort({ sequence: 1 }).lean(),
    expireResponses: async () => void (await connection.collection('idempotency_keys').updateMany({}, withoutAnswer)),
    async stop() {
      await api.close();
      await connection.close();
      await mongo.stop();
    },
  };
}
