import { createSubscriberHash } from '@ticketing/common/addresses';
import { type Arrivals, createArrivals, createAwaitRow, transactionalApplier } from '@ticketing/common/consuming';
import { createSignedIds } from '@ticketing/common/effects';
import { createApp, createLiveStreams } from '@ticketing/common/http';
import type { RunningConsumer } from '@ticketing/common/kafka';
import { runPeriodically } from '@ticketing/common/periodic';
import {
  databaseCheck,
  isSessionRevoked,
  keepTables,
  postgresConsumerStore,
  postgresIdempotencyStore,
  readNow,
} from '@ticketing/common/postgres';
import { createProofOfWork } from '@ticketing/common/proof-of-work';
import { createReservationStatements } from '@ticketing/common/reservations';
import {
  consumeEvents,
  type Messaging,
  openMessaging,
  runService,
  type ServiceContext,
} from '@ticketing/common/service';
import { cachedRevocations } from '@ticketing/common/sessions';
import { loadConfig } from './config.ts';
import { trackAttempts } from './consumers/attempt-tracker.ts';
import { subscriptions } from './consumers/index.ts';
import type { ExpiryRules } from './domain/expiry.ts';
import { publishOrders } from './http/publish-orders.ts';
import { routes } from './http/routes.ts';
import { forgottenSteps } from './store/booking-store.ts';
import { type Database, openDatabase } from './store/database.ts';
import { listenToOrders } from './store/live-orders.ts';
import { migrationTarget } from './store/migration-target.ts';
import { forgottenRequests } from './store/refund-request-store.ts';
import { createSeatViews } from './store/seat-views.ts';
import { pastEntries } from './store/waiting-store.ts';
import { createDownstreamDelay, type DownstreamDelay } from './use-cases/downstream-delay.ts';
import { type ConsumerDeps, createConsumerUseCases, createSweeperUseCases, createUseCases } from './use-cases/index.ts';
import { readOrdersById } from './use-cases/read-orders.ts';

const { slotName } = migrationTarget;
const sweepEveryMs = 1_000;
const offerAllEveryMs = 10_000;
const consumerLockTimeoutMs = 500;

type Context = ServiceContext<ReturnType<typeof loadConfig>>;

interface Databases {
  /** For requests. */
  database: Database;
  /** For consumers and sweepers. */
  background: Database;
}

await runService({
  name: 'orders',
  loadConfig: () => loadConfig(process.env),
  start: async (context) => {
    const databases = openDatabases(context);
    const messaging = await openMessaging('orders', context);
    const downstreamDelay = createDownstreamDelay();
    const reserving = reservingParts(context, databases);
    const consuming = await startConsumer(context, databases, messaging, { ...reserving, downstreamDelay });
    startSweepers(context, databases, { ...reserving, ...consuming.rules });
    const tables = {
      service: 'orders',
      database: databases.database,
      slotName,
      alsoExpired: [forgottenSteps, pastEntries, forgottenRequests],
    };
    keepTables({ ...tables, kafka: messaging.kafka }, context);
    const { app, streams } = createApi(context, databases, { ...consuming, ...reserving, downstreamDelay });
    return { app, streams, checks: { database: databaseCheck(databases.database), broker: messaging.checkBroker } };
  },
});

function openDatabases({ config, onStop }: Context): Databases {
  const database = openDatabase(config.DATABASE_URL);
  onStop('database', () => database.$disconnect());
  // A separate pool, so that requests never take the consumer's connections, with a short lock timeout, so that a
  // locked row blocks no other.
  const background = openDatabase(config.DATABASE_URL, { lockTimeoutMs: consumerLockTimeoutMs, max: 8 });
  onStop('background database', () => background.$disconnect());
  return { database, background };
}

/** What reserves, for requests and for bookings: the same rules, and the same view of what is free. */
function reservingParts({ config }: Context, { database }: Databases) {
  const limits = {
    maxUnpaid: config.MAX_UNPAID_RESERVATIONS,
    maxOfSubscriber: config.MAX_UNPAID_PER_SUBSCRIBER,
    requiresVerifiedEmail: config.REQUIRE_VERIFIED_EMAIL,
  };
  return {
    ttlSeconds: config.RESERVATION_TTL_SECONDS,
    limits,
    signedIds: createSignedIds(config.JWT_KEY),
    seatViews: createSeatViews({ database }),
  };
}

async function startConsumer(
  context: Context,
  { background }: Databases,
  messaging: Messaging,
  deps: Omit<ConsumerDeps, 'rules'>,
) {
  const { config, log, metrics, onStop } = context;
  let attempts: ReturnType<typeof trackAttempts> | undefined;
  const rules: ExpiryRules = {
    graceSeconds: config.PAYMENT_GRACE_SECONDS,
    attemptsKnownUntil: () => attempts?.knownUntil() ?? new Date(0),
  };
  const arrivals = createArrivals();
  const store = postgresConsumerStore(background);
  const useCases = createConsumerUseCases({ ...deps, rules });
  const applier = transactionalApplier({ store, subscriptions: subscriptions(useCases), log, metrics });
  const consumer = await consumeEvents({ service: 'orders', messaging, applier, arrivals }, context);
  attempts = trackAttempts({ consumer, readNow: () => readNow(background) });
  onStop('attempt tracker', runPeriodically({ name: 'attempt tracker', everyMs: sweepEveryMs, log }, attempts.update));
  return { consumer, arrivals, rules };
}

function startSweepers(
  { config, log, onStop }: Context,
  { background }: Databases,
  deps: ReturnType<typeof reservingParts> & ExpiryRules,
): void {
  const offerSeconds = config.WAITING_LIST_OFFER_SECONDS;
  const useCases = createSweeperUseCases({ ...deps, database: background, offerSeconds });
  onStop(
    'sweeper',
    runPeriodically({ name: 'expiry sweeper', everyMs: sweepEveryMs, log }, useCases.sweepExpiredOrders),
  );
  onStop(
    'sweeper of cancelled performances',
    runPeriodically(
      { name: 'sweeper of cancelled performances', everyMs: sweepEveryMs, log },
      useCases.endCancelledPerformances,
    ),
  );
  const offer = (scope: 'freed' | 'all', everyMs: number) => {
    const name = `offers of ${scope} places`;
    onStop(
      name,
      runPeriodically({ name, everyMs, log }, () => useCases.offerPlaces(scope)),
    );
  };
  offer('freed', sweepEveryMs);
  // Places can become free in the moment in which somebody joins a list: no release has seen the entry then.
  offer('all', offerAllEveryMs);
}

interface ApiDeps extends ReturnType<typeof reservingParts> {
  consumer: RunningConsumer;
  arrivals: Arrivals;
  downstreamDelay: DownstreamDelay;
}

function createApi(
  { config, log, metrics, onStop }: Context,
  { database }: Databases,
  { consumer, arrivals, downstreamDelay, ...reserving }: ApiDeps,
) {
  const streams = createLiveStreams({ log, metrics, maxPerClient: 20 });
  const readById = { readOrdersById: readOrdersById({ database }) };
  const liveOrders = listenToOrders(config.DATABASE_URL, publishOrders(readById, streams, log));
  onStop('order listener', liveOrders.stop);
  const awaitRow = createAwaitRow({ arrivals, consumer, isSigned: reserving.signedIds.isSigned });
  const subscriberHash = createSubscriberHash(config.JWT_KEY);
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
      createReservationStatements(config.JWT_KEY),
      reserving.ttlSeconds,
    ),
    jwtKey: config.JWT_KEY,
    publicKeys: config.SESSION_PUBLIC_KEYS,
    proofOfWork: createProofOfWork(config),
    isSessionRevoked: cachedRevocations((sid) => isSessionRevoked(database, sid)),
    idempotency: postgresIdempotencyStore(database),
    backlogMs: downstreamDelay.currentMs,
    log,
    metrics,
  });
  return { app, streams };
}
