import { registryUrlOf } from '@ticketing/common/config';
import { transactionalApplier } from '@ticketing/common/consuming';
import { createApp, noLoadShedding } from '@ticketing/common/http';
import { createWrittenValueReader } from '@ticketing/common/kafka';
import {
  connectMongo,
  mongoCheck,
  mongoConsumerStore,
  mongoIdempotencyStore,
  mongoRevokedSessions,
  prepareCollections,
} from '@ticketing/common/mongo';
import { runPeriodically } from '@ticketing/common/periodic';
import { consumeEvents, openMessaging, runService } from '@ticketing/common/service';
import { cachedRevocations } from '@ticketing/common/sessions';
import { loadConfig } from './config.ts';
import { startIndexing } from './consumers/dead-letter-index.ts';
import { subscriptions } from './consumers/index.ts';
import { documentPath, routes } from './http/routes.ts';
import { createBrokerMonitor } from './monitoring/broker-monitor.ts';
import { readServiceMetrics } from './monitoring/service-metrics.ts';
import { watchLetters } from './monitoring/watch-letters.ts';
import { createServiceRecords } from './services/service-records.ts';
import { createStores } from './store/index.ts';
import { createOrderEventsReader } from './topics/order-events-reader.ts';
import { createConsumerUseCases, createSweeperUseCases, createUseCases } from './use-cases/index.ts';
import { runReplayWorker } from './worker/replay-worker.ts';

/** How often letters are decoded that arrived while the registry was unavailable, milliseconds. */
const decodeEveryMs = 15_000;

await runService({
  name: 'ops',
  loadConfig: () => loadConfig(process.env),
  start: async (context) => {
    const { config, log, metrics, onStop } = context;
    const connection = await connectMongo(config.MONGO_URI);
    onStop('database', () => connection.close());
    const stores = createStores(connection);
    const revokedSessions = mongoRevokedSessions(connection);
    const consumerStore = mongoConsumerStore(connection);
    const idempotency = mongoIdempotencyStore(connection);
    await prepareCollections(connection);
    watchLetters({ ...stores, metrics });

    const messaging = await openMessaging('ops', context);
    const { kafka, codec, publisher } = messaging;
    const monitor = createBrokerMonitor(kafka, log);
    onStop('broker monitor', monitor.close);

    const readValue = createWrittenValueReader(registryUrlOf(config));
    const now = () => new Date();
    const deps = { ...stores, connection, codec, readValue, now };

    onStop('replays', runReplayWorker({ ...stores, connection, publisher, log, now }));
    const { decodePending } = createSweeperUseCases(deps);
    onStop('decoding', runPeriodically({ name: 'decode letters', everyMs: decodeEveryMs, log }, decodePending));
    const consumerUseCases = createConsumerUseCases(deps);
    const applier = transactionalApplier({
      store: consumerStore,
      subscriptions: subscriptions(consumerUseCases, revokedSessions),
      log,
      metrics,
    });
    await consumeEvents({ service: 'ops', messaging, applier }, context);
    const index = await startIndexing(kafka, consumerUseCases, log);
    onStop('index', index.stop);

    const app = createApp({
      service: 'ops',
      documentPath,
      routes: routes(
        createUseCases({
          ...deps,
          readBroker: monitor.read,
          readServices: () => readServiceMetrics(config.METRICS_URLS, log),
          services: createServiceRecords(config.SERVICE_URLS, log),
          readOrderEvents: createOrderEventsReader(kafka, readValue, log),
        }),
      ),
      jwtKey: config.JWT_KEY,
      publicKeys: config.SESSION_PUBLIC_KEYS,
      isSessionRevoked: cachedRevocations(revokedSessions.isRevoked),
      idempotency,
      // Operators need it most when everything else is overloaded.
      shedder: noLoadShedding,
      log,
      metrics,
    });
    return { app, checks: { database: mongoCheck(connection), broker: messaging.checkBroker } };
  },
});
