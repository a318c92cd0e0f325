import { transactionalApplier } from '@ticketing/common/consuming';
import { createSignedIds } from '@ticketing/common/effects';
import { createApp } from '@ticketing/common/http';
import {
  connectMongo,
  followChanges,
  mongoCheck,
  mongoConsumerStore,
  mongoCounters,
  mongoIdempotencyStore,
  mongoRevokedSessions,
  prepareCollections,
} from '@ticketing/common/mongo';
import { runPeriodically } from '@ticketing/common/periodic';
import { consumeEvents, openMessaging, runService } from '@ticketing/common/service';
import { cachedRevocations } from '@ticketing/common/sessions';
import { loadConfig } from './config.ts';
import { subscriptions } from './consumers/index.ts';
import { knownPlaces } from './domain/known-places.ts';
import { documentPath, routes } from './http/routes.ts';
import { createStores } from './store/index.ts';
import { placesCollection } from './store/place-store.ts';
import { createConsumerUseCases, createSweeperUseCases, createUseCases } from './use-cases/index.ts';

const sweepEveryMs = 1_000;

await runService({
  name: 'catalog',
  loadConfig: () => loadConfig(process.env),
  start: async (context) => {
    const { config, log, metrics, onStop } = context;
    const connection = await connectMongo(config.MONGO_URI);
    onStop('database', () => connection.close());
    const stores = createStores(connection);
    const revokedSessions = mongoRevokedSessions(connection);
    const store = mongoConsumerStore(connection);
    const idempotency = mongoIdempotencyStore(connection);
    const counters = mongoCounters(connection, config.JWT_KEY);
    await prepareCollections(connection);
    await stores.places.saveKnown(knownPlaces);
    // Each process hears of every change; a consumer group would tell one of them.
    const { invalidate } = stores.placesCopy;
    onStop('places', followChanges(connection, placesCollection, { onChange: invalidate, onGap: invalidate, log }));

    const messaging = await openMessaging('catalog', context);
    const applier = transactionalApplier({
      store,
      subscriptions: subscriptions(createConsumerUseCases({ ...stores, log }), revokedSessions),
      log,
      metrics,
    });
    await consumeEvents({ service: 'catalog', messaging, applier }, context);

    const signedIds = createSignedIds(config.JWT_KEY);
    const sweepers = createSweeperUseCases({ ...stores, connection, signedIds, log });
    onStop(
      'departures',
      runPeriodically({ name: 'publish departures', everyMs: sweepEveryMs, log }, sweepers.publishDepartures),
    );

    const app = createApp({
      service: 'catalog',
      documentPath,
      routes: routes(
        createUseCases({
          ...stores,
          connection,
          counters,
          signedIds,
          requiresVerifiedEmail: config.REQUIRE_VERIFIED_EMAIL,
        }),
      ),
      jwtKey: config.JWT_KEY,
      publicKeys: config.SESSION_PUBLIC_KEYS,
      isSessionRevoked: cachedRevocations(revokedSessions.isRevoked),
      idempotency,
      log,
      metrics,
    });
    return { app, checks: { database: mongoCheck(connection), broker: messaging.checkBroker } };
  },
});
