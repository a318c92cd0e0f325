import { toMs } from '@ticketing/common/config';
import { startConsuming, transactionally } from '@ticketing/common/consuming';
import { admitsEverybody, createApp } from '@ticketing/common/http';
import {
  brokerCheck,
  createCodec,
  createKafka,
  createPublisher,
  createWrittenValueReader,
} from '@ticketing/common/kafka';
import {
  connectMongo,
  mongoCheck,
  mongoConsumerStore,
  mongoIdempotencyStore,
  mongoRevokedSessions,
  prepareCollections,
} from '@ticketing/common/mongo';
import { runPeriodically } from '@ticketing/common/periodic';
import { runService } from '@ticketing/common/service';
import { cachedRevocations } from '@ticketing/common/sessions';
import { loadConfig } from './config.ts';
import { startIndexing } from './consumers/dead-letter-index.ts';
import { subscriptions } from './consumers/index.ts';
import { documentPath, routes } from './http/routes.ts';
import { createBrokerMonitor } from './monitoring/broker-monitor.ts';
import { readServiceMetrics } from './monitoring/service-metrics.ts';
import { watchLetters } from './monitoring/watch-letters.ts';
import { createStores } from './store/index.ts';
import { createUseCases } from './use-cases/index.ts';
import { decodeWaiting } from './use-cases/read-letter.ts';
import { runReplayWorker } from './worker/replay-worker.ts';

/** How long a letter that came while the registry was away waits to be decoded, milliseconds. */
const decodeEveryMs = 15_000;

await runService({
  name: 'ops',
  loadConfig: () => loadConfig(process.env),
  start: async ({ config, log, metrics, onStop }) => {
    const connection = await connectMongo(config.MONGO_URI);
    onStop('database', () => connection.close());
    const stores = createStores(connection);
    const revokedSessions = mongoRevokedSessions(connection);
    const consumerStore = mongoConsumerStore(connection);
    const idempotency = mongoIdempotencyStore(connection);
    await prepareCollections(connection);
    watchLetters({ ...stores, metrics });

    const kafka = createKafka({ clientId: 'ops', brokers: config.KAFKA_BROKERS, log });
    const broker = brokerCheck(kafka);
    onStop('broker check', broker.close);
    const monitor = createBrokerMonitor(kafka, log);
    onStop('broker monitor', monitor.close);
    const publisher = await createPublisher(kafka);
    onStop('publisher', publisher.close);

    const codec = createCodec(config.SCHEMA_REGISTRY_URL);
    const readValue = createWrittenValueReader(config.SCHEMA_REGISTRY_URL);
    const now = () => new Date();
    const deps = { ...stores, connection, codec, readValue, now };

    onStop('replays', runReplayWorker({ ...stores, connection, publisher, log, now }));
    onStop('decoding', runPeriodically({ name: 'decode letters', everyMs: decodeEveryMs, log }, decodeWaiting(deps)));
    const reports = await startConsuming({
      kafka,
      service: 'ops',
      codec,
      publisher,
      applier: transactionally({
        store: consumerStore,
        subscriptions: subscriptions({ ...stores, revokedSessions }),
        log,
        metrics,
      }),
      retryDelaysMs: config.RETRY_DELAYS_SECONDS.map(toMs),
      batchSize: config.CONSUMER_BATCH_SIZE,
      log,
      metrics,
    });
    onStop('consumer', reports.stop);
    const index = await startIndexing(kafka, deps, log);
    onStop('index', index.stop);

    const app = createApp({
      service: 'ops',
      documentPath,
      routes: routes(
        createUseCases({
          ...deps,
          readBroker: monitor.read,
          readServices: () => readServiceMetrics(config.METRICS_URLS, log),
        }),
      ),
      jwtKey: config.JWT_KEY,
      isSessionRevoked: cachedRevocations(revokedSessions.isRevoked),
      idempotency,
      // Operators need it the most when everything else is busy.
      shedder: admitsEverybody,
      log,
      metrics,
    });
    return { app, checks: { database: mongoCheck(connection), broker: broker.check } };
  },
});
