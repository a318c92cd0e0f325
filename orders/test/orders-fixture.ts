import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { createDispatcher, type Outcome } from '@ticketing/common/consuming';
import { createOwnIds } from '@ticketing/common/effects';
import { admitsEverybody, createApp, createLiveStreams } from '@ticketing/common/http';
import { silentLogger } from '@ticketing/common/log';
import { createMetrics } from '@ticketing/common/metrics';
import { createReservationStatements } from '@ticketing/common/reservations';
import type { EventByTopic, Topic } from '@ticketing/contracts';
import { serveForTest, type TestApi, testJwtKey } from '@ticketing/testing/api';
import { deliveredArrivals } from '@ticketing/testing/arrivals';
import { startTestPostgres } from '@ticketing/testing/postgres';
import { subscriptions } from '../src/consumers/index.ts';
import { publishOrders } from '../src/http/publish-orders.ts';
import { routes } from '../src/http/routes.ts';
import { postgresConsumerStore } from '../src/store/consumer-store.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { postgresIdempotencyStore } from '../src/store/idempotency-store.ts';
import { listenToOrders } from '../src/store/live-orders.ts';
import { migrate } from '../src/store/migrations.ts';
import { PrismaClient } from '../src/store/prisma/client.ts';
import { isSessionRevoked } from '../src/store/session-store.ts';
import { createUseCases } from '../src/use-cases/index.ts';
import { readSeveralOrders } from '../src/use-cases/read-orders.ts';

export const ttlSeconds = 900;
export const graceSeconds = 120;
export const maxUnpaid = 10;
/** News of payments is delivered at once. */
export const expiryRules = { graceSeconds, attemptsKnownUntil: () => new Date(8.64e15) };

export interface OrdersFixture {
  api: TestApi;
  database: Database;
  /** Delivers an event as the consumer would, after decoding. */
  deliver<T extends Topic>(topic: T, event: EventByTopic[T], eventId?: string): Promise<Outcome>;
  /** Events in the outbox of one order, in the order of their writing. */
  outboxOf(orderId: string): Promise<{ topic: string; payload: unknown }[]>;
  /** What a crash between commit and answer leaves of all Idempotency-Keys, once their leases are over. */
  forgetAnswers(): Promise<void>;
  /** The same database through a client whose statements are counted. */
  countingDatabase(): { database: Database; statements(): number };
  /** Takes the database away from the running service. */
  stopPostgres(): Promise<void>;
  stop(): Promise<void>;
}

/** The service without broker: its API over HTTP and its consumers by delivered events, on a real database. */
export async function startOrders(): Promise<OrdersFixture> {
  const postgres = await startTestPostgres();
  await migrate(postgres.url);
  const database = openDatabase(postgres.url);
  const extraClients: Pick<Database, '$disconnect'>[] = [];
  const { apply } = createDispatcher(postgresConsumerStore(database), subscriptions(expiryRules));
  const { awaitRow, told } = deliveredArrivals();
  const streams = createLiveStreams({ log: silentLogger(), metrics: createMetrics('orders'), maxPerClient: 3 });
  const readSeveral = { readSeveralOrders: readSeveralOrders({ database }) };
  const liveOrders = listenToOrders(postgres.url, publishOrders(readSeveral, streams, silentLogger()));
  const app = createApp({
    service: 'orders',
    documentPath: '/api/orders/openapi.json',
    routes: routes(
      createUseCases({ database, ttlSeconds, maxUnpaid, liveOrders, ownIds: createOwnIds(testJwtKey), awaitRow }),
      streams,
      createReservationStatements(testJwtKey),
    ),
    jwtKey: testJwtKey,
    isSessionRevoked: (sid) => isSessionRevoked(database, sid),
    idempotency: postgresIdempotencyStore(database),
    shedder: admitsEverybody,
    log: silentLogger(),
    metrics: createMetrics('orders'),
  });
  const api = await serveForTest(app);
  return {
    api,
    database,
    deliver: (topic, event, eventId = randomUUID()) => apply({ topic, event, eventId }).then(told(topic, event)),
    outboxOf: (orderId) =>
      database.outbox.findMany({
        where: { key: orderId },
        orderBy: { createdAt: 'asc' },
        select: { topic: true, payload: true },
      }),
    forgetAnswers: async () =>
      void (await database.$executeRaw`UPDATE idempotency_keys SET reply = NULL, lease_ends_at = 'epoch'`),
    countingDatabase() {
      const counted = new PrismaClient({
        adapter: new PrismaPg({ connectionString: postgres.url }),
        log: [{ emit: 'event', level: 'query' }],
      });
      let statements = 0;
      counted.$on('query', () => {
        statements += 1;
      });
      extraClients.push(counted);
      return { database: counted, statements: () => statements };
    },
    stopPostgres: postgres.stop,
    async stop() {
      await Promise.all(extraClients.map((client) => client.$disconnect()));
      streams.close();
      await liveOrders.stop();
      await api.close();
      await database.$disconnect();
      await postgres.stop();
    },
  };
}
