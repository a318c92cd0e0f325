import { toMs } from '@ticketing/common/config';
import { createArrivals, createAwaitRow, startConsuming, transactionally } from '@ticketing/common/consuming';
import { createOwnIds } from '@ticketing/common/effects';
import { createApp, createLiveStreams } from '@ticketing/common/http';
import { brokerCheck, createCodec, createKafka, createPublisher, openTopicReader } from '@ticketing/common/kafka';
import { runPeriodically } from '@ticketing/common/periodic';
import { checkEveryMs, checkOutbox, watchOutboxCheck } from '@ticketing/common/reconcile';
import { runService } from '@ticketing/common/service';
import { cachedRevocations } from '@ticketing/common/sessions';
import { loadConfig } from './config.ts';
import { watchAttempts } from './consumers/attempts-watch.ts';
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
import { createUseCases } from './use-cases/index.ts';
import { readSeveralOrders } from './use-cases/read-orders.ts';
import { sweepExpiredOrders } from './use-cases/sweep-expired-orders.ts';
import { watchSlot } from './watch-slot.ts';

const sweepEveryMs = 1_000;
const pruneEveryMs = 60 * 60 * 1_000;
const consumerLockTimeoutMs = 500;

await runService({
  name: 'orders',
  loadConfig: () => loadConfig(process.env),
  start: async ({ config, log, metrics, onStop }) => {
    const ttlSeconds = config.RESERVATION_TTL_SECONDS;
    const graceSeconds = config.PAYMENT_GRACE_SECONDS;
    const database = openDatabase(config.DATABASE_URL);
    onStop('database', () => database.$disconnect());
    // Of its own, so that requests never take the consumer's connections; and impatient, so that a locked row stops no other.
    const background = openDatabase(config.DATABASE_URL, { lockTimeoutMs: consumerLockTimeoutMs, max: 8 });
    onStop('background database', () => background.$disconnect());
    const kafka = createKafka({ clientId: 'orders', brokers: config.KAFKA_BROKERS, log });
    const broker = brokerCheck(kafka);
    onStop('broker check', broker.close);
    const publisher = await createPublisher(kafka);
    onStop('publisher', publisher.close);

    let attempts: ReturnType<typeof watchAttempts> | undefined;
    const rules = { graceSeconds, attemptsKnownUntil: () => attempts?.knownUntil() ?? new Date(0) };
    const arrivals = createArrivals();
    const consumer = await startConsuming({
      kafka,
      service: 'orders',
      codec: createCodec(config.SCHEMA_REGISTRY_URL),
      publisher,
      applier: transactionally({
        store: postgresConsumerStore(background),
        subscriptions: subscriptions(rules),
        log,
        metrics,
      }),
      arrivals,
      retryDelaysMs: config.RETRY_DELAYS_SECONDS.map(toMs),
      batchSize: config.CONSUMER_BATCH_SIZE,
      log,
      metrics,
    });
    onStop('consumer', consumer.stop);
    attempts = watchAttempts({ consumer, readNow: () => readNow(background) });
    onStop(
      'watch of attempts',
      runPeriodically({ name: 'watch of attempts', everyMs: sweepEveryMs, log }, attempts.look),
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

    onStop('watch of the slot', watchSlot({ database, metrics, log }));

    const outboxCheck = postgresOutboxCheck(database);
    watchOutboxCheck(metrics, outboxCheck);
    onStop(
      'outbox check',
      runPeriodically(
        { name: 'outbox check', everyMs: checkEveryMs, log },
        checkOutbox({ store: outboxCheck, openReader: () => openTopicReader(kafka, 'check-orders'), log }),
      ),
    );

    const streams = createLiveStreams({ log, metrics, maxPerClient: 20 });
    const readSeveral = { readSeveralOrders: readSeveralOrders({ database }) };
    const liveOrders = listenToOrders(config.DATABASE_URL, publishOrders(readSeveral, streams, log));
    onStop('changes of orders', liveOrders.stop);

    const ownIds = createOwnIds(config.JWT_KEY);
    const awaitRow = createAwaitRow({ arrivals, consumer, isOurs: ownIds.isOurs });
    const maxUnpaid = config.MAX_UNPAID_RESERVATIONS;
    const app = createApp({
      service: 'orders',
      documentPath: '/api/orders/openapi.json',
      routes: routes(createUseCases({ database, ttlSeconds, maxUnpaid, liveOrders, ownIds, awaitRow }), streams),
      jwtKey: config.JWT_KEY,
      isSessionRevoked: cachedRevocations((sid) => isSessionRevoked(database, sid)),
      idempotency: postgresIdempotencyStore(database),
      log,
      metrics,
    });
    return { app, streams, checks: { database: databaseCheck(database), broker: broker.check } };
  },
});
