import { transactionalApplier } from '@ticketing/common/consuming';
import { createSignedIds } from '@ticketing/common/effects';
import { createApp, createLiveStreams } from '@ticketing/common/http';
import {
  connectMongo,
  mongoCheck,
  mongoConsumerStore,
  mongoCounters,
  mongoDeletedUsers,
  mongoIdempotencyStore,
  mongoRevokedSessions,
  prepareCollections,
} from '@ticketing/common/mongo';
import { consumeEvents, openMessaging, runService } from '@ticketing/common/service';
import { cachedRevocations } from '@ticketing/common/sessions';
import { loadConfig } from './config.ts';
import { subscriptions } from './consumers/index.ts';
import { publishTickets } from './http/publish-tickets.ts';
import { routes } from './http/routes.ts';
import { createPictureRenderer } from './pictures/picture-renderer.ts';
import { createPictureStore } from './store/picture-store.ts';
import { createTicketStore } from './store/ticket-store.ts';
import { createConsumerUseCases, createUseCases } from './use-cases/index.ts';
import { republishTimes } from './use-cases/republish-times.ts';

await runService({
  name: 'tickets',
  loadConfig: () => loadConfig(process.env),
  start: async (context) => {
    const { config, log, metrics, onStop } = context;
    const connection = await connectMongo(config.MONGO_URI);
    onStop('database', () => connection.close());
    const tickets = createTicketStore(connection);
    const pictures = createPictureStore(connection);
    const deletedSellers = mongoDeletedUsers(connection, 'deleted_sellers');
    const revokedSessions = mongoRevokedSessions(connection);
    const store = mongoConsumerStore(connection);
    const idempotency = mongoIdempotencyStore(connection);
    const counters = mongoCounters(connection, config.JWT_KEY);
    await prepareCollections(connection);
    const updated = await tickets.updateSearchFields();
    if (updated > 0) log.info({ updated }, 'converted the search fields of listings of an earlier version');
    const republished = await republishTimes({ connection, tickets })();
    if (republished > 0) log.info({ republished }, 'published the times of listings of an earlier version');

    const messaging = await openMessaging('tickets', context);
    const applier = transactionalApplier({
      store,
      subscriptions: subscriptions(createConsumerUseCases({ tickets, deletedSellers }), revokedSessions),
      log,
      metrics,
    });
    await consumeEvents({ service: 'tickets', messaging, applier }, context);

    // Concurrent snapshots share their reads.
    const streams = createLiveStreams({ log, metrics, maxPerClient: 200, maxConcurrentSnapshots: 500 });
    onStop('ticket change stream', publishTickets(tickets, streams, log));

    const app = createApp({
      service: 'tickets',
      documentPath: '/api/tickets/openapi.json',
      routes: routes(
        createUseCases({
          connection,
          tickets,
          signedIds: createSignedIds(config.JWT_KEY),
          deletedSellers,
          requiresVerifiedEmail: config.REQUIRE_VERIFIED_EMAIL,
          pictures,
          renderer: createPictureRenderer(),
          counters,
          maxListingsPerHour: config.MAX_LISTINGS_PER_HOUR,
        }),
        streams,
      ),
      jwtKey: config.JWT_KEY,
      publicKeys: config.SESSION_PUBLIC_KEYS,
      isSessionRevoked: cachedRevocations(revokedSessions.isRevoked),
      idempotency,
      log,
      metrics,
    });
    return { app, streams, checks: { database: mongoCheck(connection), broker: messaging.checkBroker } };
  },
});
