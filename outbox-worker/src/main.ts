import { brokerCheck, createCodec, createKafka, createPublisher } from '@ticketing/common/kafka';
import { Counter } from '@ticketing/common/metrics';
import { runService } from '@ticketing/common/service';
import { relayGroup } from '@ticketing/contracts';
import { loadConfig } from './config.ts';
import { startMongoRelay } from './mongo-relay/start-mongo-relay.ts';
import { startRawRelay } from './raw-relay/start-raw-relay.ts';
import type { RelayContext } from './relay-context.ts';

await runService({
  name: 'outbox-worker',
  loadConfig: () => loadConfig(process.env),
  start: async ({ config, log, metrics, onStop }) => {
    const kafka = createKafka({ clientId: relayGroup, brokers: config.KAFKA_BROKERS, log });
    const broker = brokerCheck(kafka);
    onStop('broker check', broker.close);
    const publisher = await createPublisher(kafka);
    onStop('publisher', publisher.close);
    const published = new Counter({ name: 'relay_published_total', help: 'Events published', registers: [metrics] });
    const onPublished = (events: number) => published.inc(events);
    const codec = createCodec(config.SCHEMA_REGISTRY_URL);
    const context: RelayContext = { kafka, publisher, codec, log, metrics, onPublished, onStop };

    if (config.RELAY === 'raw') {
      await startRawRelay(context);
      return { checks: { broker: broker.check } };
    }
    const checks = await startMongoRelay(context, { uri: config.MONGO_URI, source: config.SOURCE });
    return { checks: { ...checks, broker: broker.check } };
  },
});
