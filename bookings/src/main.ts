import { createSubscriberHash } from '@ticketing/common/addresses';
import { toMs } from '@ticketing/common/config';
import { type Arrivals, createArrivals, transactionalApplier } from '@ticketing/common/consuming';
import { createSignedIds } from '@ticketing/common/effects';
import { createApp, createLiveStreams } from '@ticketing/common/http';
import { runPeriodically } from '@ticketing/common/periodic';
import {
  databaseCheck,
  isSessionRevoked,
  keepTables,
  postgresConsumerStore,
  postgresIdempotencyStore,
  sagaTransactions,
  sqlOf,
} from '@ticketing/common/postgres';
import { createProofOfWork } from '@ticketing/common/proof-of-work';
import { createDefinitions, createOrchestrator, createSagaMetrics } from '@ticketing/common/saga';
import { consumeEvents, openMessaging, runService, type ServiceContext } from '@ticketing/common/service';
import { cachedRevocations } from '@ticketing/common/sessions';
import { loadConfig } from './config.ts';
import { subscriptions } from './consumers/index.ts';
import { bookJourney } from './domain/book-journey.ts';
import { cancelEvent } from './domain/cancel-event.ts';
import { publishBookings } from './http/publish-bookings.ts';
import { routes } from './http/routes.ts';
import { type Database, openDatabase } from './store/database.ts';
import { listenToBookings } from './store/live-bookings.ts';
import { migrationTarget } from './store/migration-target.ts';
import { createConsumerUseCases, createUseCases } from './use-cases/index.ts';
import { readBookingsById } from './use-cases/read-bookings.ts';

const sweepEveryMs = 500;
const consumerLockTimeoutMs = 500;

type Context = ServiceContext<ReturnType<typeof loadConfig>>;

await runService({
  name: 'bookings',
  loadConfig: () => loadConfig(process.env),
  start: async (context) => {
    const { config, log, metrics, onStop } = context;
    const database = openDatabase(config.DATABASE_URL);
    onStop('database', () => database.$disconnect());
    // A separate pool, so that requests never take the consumer's connections.
    const background = openDatabase(config.DATABASE_URL, { lockTimeoutMs: consumerLockTimeoutMs, max: 8 });
    onStop('background database', () => background.$disconnect());
    const stepTimeoutMs = toMs(config.SAGA_STEP_TIMEOUT_SECONDS);
    const definitions = createDefinitions([bookJourney(stepTimeoutMs), cancelEvent(stepTimeoutMs)]);
    const sagaMetrics = createSagaMetrics(metrics, sqlOf(background));
    const orchestrator = createOrchestrator({ definitions, log, metrics: sagaMetrics });
    const arrivals = createArrivals();
    const messaging = await openMessaging('bookings', context);
    const store = postgresConsumerStore(background);
    const consumed = subscriptions(createConsumerUseCases({ orchestrator }));
    const applier = transactionalApplier({ store, subscriptions: consumed, log, metrics });
    await consumeEvents({ service: 'bookings', messaging, applier, arrivals }, context);
    onStop(
      'saga timers',
      runPeriodically({ name: 'saga timers', everyMs: sweepEveryMs, log }, () =>
        orchestrator.sweep(sagaTransactions(background)),
      ),
    );
    const { slotName } = migrationTarget;
    keepTables({ service: 'bookings', database, slotName, kafka: messaging.kafka }, context);
    const { app, streams } = createApi(context, { database, definitions, orchestrator, arrivals });
    return { app, streams, checks: { database: databaseCheck(database), broker: messaging.checkBroker } };
  },
});

interface ApiDeps {
  database: Database;
  definitions: ReturnType<typeof createDefinitions>;
  orchestrator: ReturnType<typeof createOrchestrator>;
  arrivals: Arrivals;
}

function createApi({ config, log, metrics, onStop }: Context, { database, ...deps }: ApiDeps) {
  const streams = createLiveStreams({ log, metrics, maxPerClient: 20 });
  const readById = { readBookingsById: readBookingsById({ database }) };
  const liveBookings = listenToBookings(config.DATABASE_URL, publishBookings(readById, streams, log));
  onStop('booking listener', liveBookings.stop);
  const app = createApp({
    service: 'bookings',
    documentPath: '/api/bookings/openapi.json',
    routes: routes(
      createUseCases({
        ...deps,
        database,
        liveBookings,
        maxPerMinute: config.MAX_BOOKINGS_PER_MINUTE,
        signedIds: createSignedIds(config.JWT_KEY),
        subscriberHash: createSubscriberHash(config.JWT_KEY),
      }),
      streams,
    ),
    jwtKey: config.JWT_KEY,
    publicKeys: config.SESSION_PUBLIC_KEYS,
    proofOfWork: createProofOfWork(config),
    isSessionRevoked: cachedRevocations((sid) => isSessionRevoked(database, sid)),
    idempotency: postgresIdempotencyStore(database),
    log,
    metrics,
  });
  return { app, streams };
}
