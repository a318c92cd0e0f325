import { randomUUID } from 'node:crypto';
import { createSubscriberHash } from '@ticketing/common/addresses';
import { createArrivals, createDispatcher, type Outcome } from '@ticketing/common/consuming';
import { createSignedIds } from '@ticketing/common/effects';
import { createApp, createLiveStreams, noLoadShedding } from '@ticketing/common/http';
import { silentLogger } from '@ticketing/common/log';
import { createMetrics } from '@ticketing/common/metrics';
import { limitConcurrency } from '@ticketing/common/pacing';
import {
  isSessionRevoked,
  migrate,
  postgresConsumerStore,
  postgresIdempotencyStore,
  sagaTransactions,
} from '@ticketing/common/postgres';
import { createDefinitions, createOrchestrator } from '@ticketing/common/saga';
import { type EventByTopic, keyOf, type Topic } from '@ticketing/contracts';
import { serveForTest, type TestApi, testJwtKey } from '@ticketing/testing/api';
import { startTestPostgres } from '@ticketing/testing/postgres';
import { subscriptions } from '../src/consumers/index.ts';
import { bookJourney } from '../src/domain/book-journey.ts';
import { cancelEvent } from '../src/domain/cancel-event.ts';
import { publishBookings } from '../src/http/publish-bookings.ts';
import { routes } from '../src/http/routes.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { listenToBookings } from '../src/store/live-bookings.ts';
import { migrationTarget } from '../src/store/migration-target.ts';
import { createConsumerUseCases, createUseCases } from '../src/use-cases/index.ts';
import { readBookingsById } from '../src/use-cases/read-bookings.ts';
import { type Answering, answerTo, type Command } from './participants.ts';

/** Long enough for a loaded machine; a participant that is silent lets a request wait this long. */
const patientMs = 2_000;
/** For tests in which nobody answers anyway. */
export const impatientMs = 100;
export const stepTimeoutMs = 30_000;

export interface BookingsFixture {
  api: TestApi;
  database: Database;
  deliver<T extends Topic>(topic: T, event: EventByTopic[T], eventId?: string): Promise<Outcome>;
  /** How participants answer from now on. */
  answering: Answering;
  /** Answers each command once, in the order in which they were sent. @returns the number of answers */
  answerAll(): Promise<number>;
  /** Commands of a saga so far: their topics, in writing order. */
  commandsOf(sagaId: string): Promise<Command[]>;
  /** Lets the current wait of a saga end, and fires its timer. */
  passTime(sagaId: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the service without a broker: HTTP API and delivered answers, on a real database. */
export async function startBookings({ waitMs = patientMs } = {}): Promise<BookingsFixture> {
  const postgres = await startTestPostgres();
  await migrate(migrationTarget, postgres.url);
  const database = openDatabase(postgres.url);
  const definitions = createDefinitions([bookJourney(stepTimeoutMs), cancelEvent(stepTimeoutMs)]);
  const metrics = { ended: () => undefined, compensationRetried: () => undefined };
  const orchestrator = createOrchestrator({ definitions, log: silentLogger(), metrics });
  const arrivals = createArrivals();
  // As the consumer does: more transactions at once would wait too long for a connection.
  const consuming = limitConcurrency(4);
  const { apply } = createDispatcher(
    postgresConsumerStore(database),
    subscriptions(createConsumerUseCases({ orchestrator })),
  );
  const streams = createLiveStreams({ log: silentLogger(), metrics: createMetrics('bookings'), maxPerClient: 3 });
  const readById = { readBookingsById: readBookingsById({ database }) };
  const liveBookings = listenToBookings(postgres.url, publishBookings(readById, streams, silentLogger()));
  const app = createApp({
    service: 'bookings',
    documentPath: '/api/bookings/openapi.json',
    routes: routes(
      createUseCases({
        ...{ database, definitions, orchestrator, arrivals, liveBookings, waitMs, maxPerMinute: 20 },
        signedIds: createSignedIds(testJwtKey),
        subscriberHash: createSubscriberHash(testJwtKey),
      }),
      streams,
    ),
    jwtKey: testJwtKey,
    isSessionRevoked: (sid) => isSessionRevoked(database, sid),
    idempotency: postgresIdempotencyStore(database),
    shedder: noLoadShedding,
    log: silentLogger(),
    metrics: createMetrics('bookings'),
  });
  const api = await serveForTest(app);
  const answered = new Set<string>();
  const commands = (sagaId?: string): Promise<Command[]> =>
    database.$queryRaw`
      SELECT topic, payload FROM outbox WHERE ${sagaId ?? null}::text IS NULL OR key = ${sagaId ?? null}::text
      ORDER BY written_at_lsn`;
  const deliver: BookingsFixture['deliver'] = async (topic, event, eventId = randomUUID()) => {
    const outcome = await consuming(() => apply({ topic, event, eventId }));
    if (outcome === 'applied') arrivals.notify(topic, keyOf(topic, event));
    return outcome;
  };
  const answering: Answering = {};
  return {
    api,
    database,
    deliver,
    answering,
    async answerAll() {
      let count = 0;
      for (const command of await commands()) {
        if (answered.has(command.payload.correlationId)) continue;
        const answer = answerTo(command, answering);
        if (!answer) continue;
        answered.add(command.payload.correlationId);
        await deliver(answer.topic, answer.event);
        count += 1;
      }
      return count;
    },
    commandsOf: commands,
    async passTime(sagaId) {
      await database.$executeRaw`UPDATE sagas SET deadline_at = clock_timestamp() WHERE id = ${sagaId}::uuid`;
      await orchestrator.sweep(sagaTransactions(database));
    },
    async stop() {
      streams.close();
      await liveBookings.stop();
      await api.close();
      await database.$disconnect();
      await postgres.stop();
    },
  };
}
