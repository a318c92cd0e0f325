import { createArrivals, createAwaitRow, transactionalApplier } from '@ticketing/common/consuming';
import { createSignedIds } from '@ticketing/common/effects';
import { createApp, createLiveStreams } from '@ticketing/common/http';
import { openTopicReader } from '@ticketing/common/kafka';
import { runPeriodically } from '@ticketing/common/periodic';
import { checkEveryMs, checkOutbox, watchOutboxCheck } from '@ticketing/common/reconcile';
import { createReservationStatements } from '@ticketing/common/reservations';
import { consumeEvents, openMessaging, runService } from '@ticketing/common/service';
import { cachedRevocations } from '@ticketing/common/sessions';
import { loadConfig } from './config.ts';
import { trackAttempts } from './consumers/attempt-tracker.ts';
import { subscriptions } from './consumers/index.ts';
import { publishOrders } from './http/publish-orders.ts';
import { routes } from './http/routes.ts';
import { postgresConsumerStore } from './store/consumer-store.ts';
import { databaseCheck, openDatabase, readNow } from './store/database.ts';
import { postgresIdempotencyStore } from './store/idempotency-store.ts';
import { listenToOrders } from './store/live-orders.ts';
import { postgresOutboxCheck } from './store/outbox-check-store.ts';
import { prune } from './store/prune.ts';
import { isSessionRevoked } from './store/session-store.ts';
import { createDownstreamDelay } from './use-cases/downstream-delay.ts';
import { createUseCases } from './use-cases/index.ts';
import { readOrdersById } from './use-cases/read-orders.ts';
import { sweepExpiredOrders } from './use-cases/sweep-expired-orders.ts';
import { watchSlot } from './watch-slot.ts';

const sweepEveryMs = 1_000;
const pruneEveryMs = 60 * 60 * 1_000;
const consumerLockTimeoutMs = 500;

await runService({
  name: 'orders',
  loadConfig: () => loadConfig(process.env),
  start: async (context) => {
    const { config, log, metrics, onStop } = context;
    const ttlSeconds = config.RESERVATION_TTL_SECONDS;
    const graceSeconds = config.PAYMENT_GRACE_SECONDS;
    const database = openDatabase(config.DATABASE_URL);
    onStop('database', () => database.$disconnect());
    // A separate pool, so that requests never take the consumer's connections, with a short lock timeout, so that a
    // locked row blocks no other.
    const background = openDatabase(config.DATABASE_URL, { lockTimeoutMs: consumerLockTimeoutMs, max: 8 });
    onStop('background database', () => background.$disconnect());
    const messaging = await openMessaging('orders', context);
    let attempts: ReturnType<typeof trackAttempts> | undefined;
    const rules = { graceSeconds, attemptsKnownUntil: () => attempts?.knownUntil() ?? new Date(0) };
    const arrivals = createArrivals();
    const downstreamDelay = createDownstreamDelay();
    const store = postgresConsumerStore(background);
    const applier = transactionalApplier({ store, subscriptions: subscriptions(rules, downstreamDelay), log, metrics });
    const consumer = await consumeEvents({ service: 'orders', messaging, applier, arrivals }, context);
    attempts = trackAttempts({ consumer, readNow: () => readNow(background) });
    onStop(
      'attempt tracker',
      runPeriodically({ name: 'attempt tracker', everyMs: sweepEveryMs, log }, attempts.update),
    );
    onStop(
      'sweeper',
      runPeriodically(
        { name: 'expiry sweeper', everyMs: sweepEveryMs, log },
        sweepExpiredOrders({ database: background, ...rules }),
      ),
    );
    const pruning = new AbortController();
    const stopPruner = runPeriodically({ name: 'pruner', everyMs: pruneEveryMs, log }, () =>
      prune(database, { signal: pruning.signal }),
    );
    onStop('pruner', () => {
      pruning.abort();
      return stopPruner();
    });

    onStop('slot monitor', watchSlot({ database, metrics, log }));

    const outboxCheck = postgresOutboxCheck(database);
    watchOutboxCheck(metrics, outboxCheck);
    onStop(
      'outbox check',
      runPeriodically(
        { name: 'outbox check', everyMs: checkEveryMs, log },
        checkOutbox({ store: outboxCheck, openReader: () => openTopicReader(messaging.kafka, 'check-orders'), log }),
      ),
    );

    const streams = createLiveStreams({ log, metrics, maxPerClient: 20 });
    const readById = { readOrdersById: readOrdersById({ database }) };
    const liveOrders = listenToOrders(config.DATABASE_URL, publishOrders(readById, streams, log));
    onStop('order listener', liveOrders.stop);

    const signedIds = createSignedIds(config.JWT_KEY);
    const awaitRow = createAwaitRow({ arrivals, consumer, isSigned: signedIds.isSigned });
    const maxUnpaid = config.MAX_UNPAID_RESERVATIONS;
    const app = createApp({
      service: 'orders',
      documentPath: '/api/orders/openapi.json',
      routes: routes(
        createUseCases({ database, ttlSeconds, maxUnpaid, liveOrders, signedIds, awaitRow, downstreamDelay }),
        streams,
        createReservationStatements(config.JWT_KEY),
        ttlSeconds,
      ),
      jwtKey: config.JWT_KEY,
      isSessionRevoked: cachedRevocations((sid) => isSessionRevoked(database, sid)),
      idempotency: postgresIdempotencyStore(database),
      backlogMs: downstreamDelay.currentMs,
      log,
      metrics,
    });
    return { app, streams, checks: { database: databaseCheck(database), broker: messaging.checkBroker } };
  },
});
