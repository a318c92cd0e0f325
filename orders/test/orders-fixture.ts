import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { createSubscriberHash } from '@ticketing/common/addresses';
import { type Applier, createDispatcher, type Outcome } from '@ticketing/common/consuming';
import { createSignedIds, type SignedIds } from '@ticketing/common/effects';
import { createApp, createLiveStreams, noLoadShedding, type ProofOfWork } from '@ticketing/common/http';
import { silentLogger } from '@ticketing/common/log';
import { createMetrics } from '@ticketing/common/metrics';
import { limitConcurrency } from '@ticketing/common/pacing';
import { isSessionRevoked, migrate, postgresConsumerStore, postgresIdempotencyStore } from '@ticketing/common/postgres';
import { createReservationStatements } from '@ticketing/common/reservations';
import type { EventByTopic, TicketCreated, Topic } from '@ticketing/contracts';
import { serveForTest, type TestApi, testJwtKey } from '@ticketing/testing/api';
import { deliveredArrivals } from '@ticketing/testing/arrivals';
import { startTestPostgres } from '@ticketing/testing/postgres';
import { ticketCreated } from '@ticketing/testing/ticket-event';
import { subscriptions } from '../src/consumers/index.ts';
import { publishOrders } from '../src/http/publish-orders.ts';
import { routes } from '../src/http/routes.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { listenToOrders } from '../src/store/live-orders.ts';
import { migrationTarget } from '../src/store/migration-target.ts';
import { PrismaClient } from '../src/store/prisma/client.ts';
import { createSeatViews, type SeatViews } from '../src/store/seat-views.ts';
import { createDownstreamDelay } from '../src/use-cases/downstream-delay.ts';
import { createConsumerUseCases, createUseCases } from '../src/use-cases/index.ts';
import { readOrdersById } from '../src/use-cases/read-orders.ts';

export const ttlSeconds = 900;
export const graceSeconds = 120;
export const maxUnpaid = 10;
/** The tests buy from one address. */
export const limits = { maxUnpaid, maxOfSubscriber: 1_000, requiresVerifiedEmail: true };
export const subscriberHash = createSubscriberHash(testJwtKey);
/** Payment events are delivered directly. */
export const expiryRules = { graceSeconds, attemptsKnownUntil: () => new Date(8.64e15) };

export interface OrdersFixture {
  api: TestApi;
  database: Database;
  databaseUrl: string;
  /** What the service chooses by, and makes ids with. */
  seatViews: SeatViews;
  signedIds: SignedIds;
  /** Delivers a decoded event like the consumer. */
  deliver<T extends Topic>(topic: T, event: EventByTopic[T], eventId?: string): Promise<Outcome>;
  /** Delivers decoded events in one transaction. */
  deliverAll: Applier['applyAll'];
  /** Returns the outbox events of one order in one generation, the first by default, in writing order. */
  outboxOf(orderId: string, generation?: 'v1' | 'v2'): Promise<{ topic: string; payload: unknown }[]>;
  /** Puts every Idempotency-Key into the state after a crash between commit and response, with its lease expired. */
  expireResponses(): Promise<void>;
  /** The same database through a client that counts statements. */
  countingDatabase(): { database: Database; statements(): number };
  /** Stops the database under the running service. */
  stopPostgres(): Promise<void>;
  stop(): Promise<void>;
}

/** Lists a ticket. @returns its event */
export async function givenTicketOf(
  { deliver }: Pick<OrdersFixture, 'deliver'>,
  given?: Partial<TicketCreated>,
): Promise<TicketCreated> {
  const ticket = ticketCreated(given);
  await deliver('tickets.ticket.created.v1', ticket);
  return ticket;
}

/** Starts the service without a broker: HTTP API and delivered events, on a real database. */
export async function startOrders({
  maxOfSubscriber = limits.maxOfSubscriber,
  proofOfWork = null as ProofOfWork | null,
} = {}): Promise<OrdersFixture> {
  const postgres = await startTestPostgres();
  await migrate(migrationTarget, postgres.url);
  const database = openDatabase(postgres.url);
  const extraClients: Pick<Database, '$disconnect'>[] = [];
  const downstreamDelay = createDownstreamDelay();
  const reserving = {
    ttlSeconds,
    limits: { maxUnpaid, maxOfSubscriber, requiresVerifiedEmail: true },
    signedIds: createSignedIds(testJwtKey),
    seatViews: createSeatViews({ database }),
  };
  // As the consumer does: more transactions at once would wait too long for a connection.
  const consuming = limitConcurrency(4);
  const { apply, applyAll } = createDispatcher(
    postgresConsumerStore(database),
    subscriptions(createConsumerUseCases({ ...reserving, rules: expiryRules, downstreamDelay })),
  );
  const { awaitRow, notifyApplied } = deliveredArrivals();
  const streams = createLiveStreams({ log: silentLogger(), metrics: createMetrics('orders'), maxPerClient: 3 });
  const readSeveral = { readOrdersById: readOrdersById({ database }) };
  const liveOrders = listenToOrders(postgres.url, publishOrders(readSeveral, streams, silentLogger()));
  const app = createApp({
    service: 'orders',
    documentPath: '/api/orders/openapi.json',
    routes: routes(
      createUseCases({
        ...reserving,
        database,
        subscriberHash,
        liveOrders,
        awaitRow,
        downstreamDelay,
      }),
      streams,
      createReservationStatements(testJwtKey),
      ttlSeconds,
    ),
    jwtKey: testJwtKey,
    isSessionRevoked: (sid) => isSessionRevoked(database, sid),
    proofOfWork,
    idempotency: postgresIdempotencyStore(database),
    shedder: noLoadShedding,
    log: silentLogger(),
    metrics: createMetrics('orders'),
  });
  const api = await serveForTest(app);
  return {
    api,
    database,
    databaseUrl: postgres.url,
    seatViews: reserving.seatViews,
    signedIds: reserving.signedIds,
    deliver: (topic, event, eventId = randomUUID()) =>
      consuming(() => apply({ topic, event, eventId })).then(notifyApplied(topic, event)),
    deliverAll: applyAll,
    outboxOf: (orderId, generation = 'v1') =>
      database.$queryRaw`
        SELECT topic, payload FROM outbox WHERE key = ${orderId} AND topic LIKE ${`%.${generation}`}
        ORDER BY written_at_lsn`,
    expireResponses: async () =>
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
