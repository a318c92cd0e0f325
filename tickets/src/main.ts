import { toMs } from '@ticketing/common/config';
import { startConsuming, transactionally } from '@ticketing/common/consuming';
import { createOwnIds } from '@ticketing/common/effects';
import { createApp, createLiveStreams } from '@ticketing/common/http';
import { brokerCheck, createCodec, createKafka, createPublisher } from '@ticketing/common/kafka';
import {
  connectMongo,
  mongoCheck,
  mongoConsumerStore,
  mongoIdempotencyStore,
  mongoRevokedSessions,
  prepareCollections,
} from '@ticketing/common/mongo';
import { runService } from '@ticketing/common/service';
import { cachedRevocations } from '@ticketing/common/sessions';
import { loadConfig } from './config.ts';
import { subscriptions } from './consumers/index.ts';
import { publishTickets } from './http/publish-tickets.ts';
import { routes } from './http/routes.ts';
import { createPictureRenderer } from './pictures/picture-renderer.ts';
import { createPictureStore } from './store/picture-store.ts';
import { createTicketStore } from './store/ticket-store.ts';
import { createUseCases } from './use-cases/index.ts';

await runService({
  name: 'tickets',
  loadConfig: () => loadConfig(process.env),
  start: async ({ config, log, metrics, onStop }) => {
    const connection = await connectMongo(config.MONGO_URI);
    onStop('database', () => connection.close());
    const tickets = createTicketStore(connection);
    const pictures = createPictureStore(connection);
    const revokedSessions = mongoRevokedSessions(connection);
    const store = mongoConsumerStore(connection);
    const idempotency = mongoIdempotencyStore(connection);
    await prepareCollections(connection);
    const added = await tickets.addSearchWords();
    if (added > 0) log.info({ added }, 'listings of an earlier version can be found by their words');

    const kafka = createKafka({ clientId: 'tickets', brokers: config.KAFKA_BROKERS, log });
    const broker = brokerCheck(kafka);
    onStop('broker check', broker.close);
    const publisher = await createPublisher(kafka);
    onStop('publisher', publisher.close);
    const consumer = await startConsuming({
      kafka,
      service: 'tickets',
      codec: createCodec(config.SCHEMA_REGISTRY_URL),
      publisher,
      applier: transactionally({ store, subscriptions: subscriptions({ tickets, revokedSessions }), log, metrics }),
      retryDelaysMs: config.RETRY_DELAYS_SECONDS.map(toMs),
      batchSize: config.CONSUMER_BATCH_SIZE,
      log,
      metrics,
    });
    onStop('consumer', consumer.stop);

    // Snapshots that are read at once share their reads.
    const streams = createLiveStreams({ log, metrics, maxPerClient: 200, snapshotsAtOnce: 500 });
    onStop('changes of tickets', publishTickets(tickets, streams, log));

    const app = createApp({
      service: 'tickets',
      documentPath: '/api/tickets/openapi.json',
      routes: routes(
        createUseCases({
          connection,
          tickets,
          ownIds: createOwnIds(config.JWT_KEY),
          pictures,
          renderer: createPictureRenderer(),
        }),
        streams,
      ),
      jwtKey: config.JWT_KEY,
      isSessionRevoked: cachedRevocations(revokedSessions.isRevoked),
      idempotency,
      log,
      metrics,
    });
    return { app, streams, checks: { database: mongoCheck(connection), broker: broker.check } };
  },
});
