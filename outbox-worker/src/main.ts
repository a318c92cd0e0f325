import { Counter } from '@ticketing/common/metrics';
import { openMessaging, runService, type ServiceParts } from '@ticketing/common/service';
import { relayGroup } from '@ticketing/contracts';
import { databasesOf, loadConfig } from './config.ts';
import { startMongoRelay } from './mongo-relay/start-mongo-relay.ts';
import { startRawRelay } from './raw-relay/start-raw-relay.ts';
import type { RelayContext } from './relay-context.ts';

await runService({
  name: 'outbox-worker',
  loadConfig: () => loadConfig(process.env),
  start: async (context) => {
    const { config, metrics } = context;
    const messaging = await openMessaging(relayGroup, context);
    const published = new Counter({ name: 'relay_published_total', help: 'Events published', registers: [metrics] });
    const onPublished = (events: number) => published.inc(events);
    const relay: RelayContext = { ...context, ...messaging, onPublished };

    const checks: ServiceParts['checks'] = { broker: messaging.checkBroker };
    if (config.RELAY === 'raw') {
      await startRawRelay(relay);
      return { checks };
    }
    const databases = await Promise.all(databasesOf(config).map((database) => startMongoRelay(relay, database)));
    return { checks: { ...checks, database: () => Promise.all(databases.map((check) => check())) } };
  },
});
