// Bookings as a newer release has it, without the API: book-journey in versions 1 and 2. Begins some bookings under version 2, and
// goes on with all sagas until it is stopped.
//   DATABASE_URL=… KAFKA_BROKERS=… SCHEMA_REGISTRY_URL=… PERFORMANCE_ID=… USER_IDS=… node newer-release.fixture.ts
import { randomUUID } from 'node:crypto';
import {
  consumerEnv,
  csv,
  parseEnv,
  port,
  positiveInteger,
  serviceEnv,
  text,
  toMs,
  url,
} from '@ticketing/common/config';
import { transactionalApplier } from '@ticketing/common/consuming';
import { runPeriodically } from '@ticketing/common/periodic';
import {
  databaseCheck,
  inTransaction,
  postgresConsumerStore,
  sagaTransactions,
  sqlOf,
} from '@ticketing/common/postgres';
import {
  createDefinitions,
  createOrchestrator,
  createSagaMetrics,
  defineSaga,
  type Orchestrator,
  type SagaDefinition,
} from '@ticketing/common/saga';
import { consumeEvents, openMessaging, runService } from '@ticketing/common/service';
import { z } from 'zod';
import { subscriptions } from '../src/consumers/index.ts';
import { bookJourney, bookJourneyName, type Journey } from '../src/domain/book-journey.ts';
import { cancelEvent } from '../src/domain/cancel-event.ts';
import { insertBooking } from '../src/store/booking-store.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { createConsumerUseCases } from '../src/use-cases/index.ts';

const Env = z.object({
  ...serviceEnv,
  ...consumerEnv,
  PORT: port(0),
  DATABASE_URL: url('postgres', 'postgresql'),
  SAGA_STEP_TIMEOUT_SECONDS: positiveInteger(30),
  PERFORMANCE_ID: text(),
  /** Who books; one booking each. */
  USER_IDS: csv(),
});
type Config = z.infer<typeof Env>;

const sweepEveryMs = 500;
const consumerLockTimeoutMs = 500;

/** A later version: the step manifest has another name, as if its meaning had changed. */
function versionTwo(timeoutMs: number): SagaDefinition<Journey> {
  const first = bookJourney(timeoutMs);
  const steps = first.steps.map((step) => (step.name === 'manifest' ? { ...step, name: 'passengers' } : step));
  return defineSaga<Journey>({ ...first, version: 2, steps });
}

await runService({
  name: 'bookings',
  loadConfig: () => parseEnv(Env, process.env),
  start: async (context) => {
    const { config, log, metrics, onStop } = context;
    const database = openDatabase(config.DATABASE_URL, { lockTimeoutMs: consumerLockTimeoutMs, max: 8 });
    onStop('database', () => database.$disconnect());
    const timeoutMs = toMs(config.SAGA_STEP_TIMEOUT_SECONDS);
    const definitions = createDefinitions([bookJourney(timeoutMs), versionTwo(timeoutMs), cancelEvent(timeoutMs)]);
    const orchestrator = createOrchestrator({ definitions, log, metrics: createSagaMetrics(metrics, sqlOf(database)) });
    const messaging = await openMessaging('bookings-newer', context);
    const applier = transactionalApplier({
      store: postgresConsumerStore(database),
      subscriptions: subscriptions(createConsumerUseCases({ orchestrator })),
      log,
      metrics,
    });
    await consumeEvents({ service: 'bookings', messaging, applier }, context);
    onStop(
      'saga timers',
      runPeriodically({ name: 'saga timers', everyMs: sweepEveryMs, log }, () =>
        orchestrator.sweep(sagaTransactions(database)),
      ),
    );
    for (const userId of config.USER_IDS) await begin(database, orchestrator, config, userId);
    return { checks: { database: databaseCheck(database) } };
  },
});

/** Begins a booking of one person under the latest version. */
function begin(
  database: Database,
  orchestrator: Pick<Orchestrator, 'start'>,
  { PERFORMANCE_ID: performanceId }: Config,
  userId: string,
): Promise<void> {
  return inTransaction(database, async (tx) => {
    const id = randomUUID();
    const bestAvailable = { quantity: 1, categoryId: null, sectionId: null, maxPrice: null, needsAccessible: false };
    const data: Journey = {
      ...{ userId, subscriber: id, isBuyerVerified: true, performanceId },
      ...{ wish: { seatIds: [], bestAvailable, standing: null }, order: null, ticketNumbers: [] },
    };
    await insertBooking(tx, { id, userId, performanceId, passengers: null });
    await orchestrator.start(sqlOf(tx), { sagaId: id, definition: bookJourneyName, data });
  });
}
