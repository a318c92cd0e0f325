import {
  brokerCheck,
  createCodec,
  createKafka,
  createPublisher,
  openTopicReader,
  startConsumer,
} from '@ticketing/common/kafka';
import { Counter, Gauge } from '@ticketing/common/metrics';
import { connectMongo, mongoCheck, mongoOutboxCheck, prepareCollections } from '@ticketing/common/mongo';
import { runPeriodically } from '@ticketing/common/periodic';
import { checkEveryMs, checkOutbox, watchOutboxCheck } from '@ticketing/common/reconcile';
import { runService, type ServiceContext, type ServiceParts } from '@ticketing/common/service';
import { rawTopicOf, relayedThroughRaw, relayGroup, topicNames } from '@ticketing/contracts';
import { type Config, loadConfig } from './config.ts';
import { createLease } from './mongo-relay/lease.ts';
import { createOutboxReader } from './mongo-relay/outbox-reader.ts';
import { runMongoRelay } from './mongo-relay/run-mongo-relay.ts';
import { createWakeSignal } from './mongo-relay/wake-signal.ts';
import { relayRawBatch } from './raw-relay/relay-raw-batch.ts';

const rawBatchSize = 500;

await runService({
  name: 'outbox-worker',
  loadConfig: () => loadConfig(process.env),
  start: async (context: ServiceContext<Config>): Promise<ServiceParts> => {
    const { config, log, metrics, onStop } = context;
    const kafka = createKafka({ clientId: relayGroup, brokers: config.KAFKA_BROKERS, log });
    const broker = brokerCheck(kafka);
    onStop('broker check', broker.close);
    const publisher = await createPublisher(kafka);
    onStop('publisher', publisher.close);
    const codec = createCodec(config.SCHEMA_REGISTRY_URL);
    const published = new Counter({ name: 'relay_published_total', help: 'Events published', registers: [metrics] });
    const onPublished = (count: number) => published.inc(count);

    if (config.RELAY === 'raw') {
      const topics = topicNames.filter(relayedThroughRaw).map(rawTopicOf);
      const process = relayRawBatch({ codec, publisher, log, onPublished });
      const consumer = await startConsumer({ kafka, group: relayGroup, topics, process, batchSize: rawBatchSize, log });
      onStop('raw relay', consumer.stop);
      return { checks: { broker: broker.check } };
    }

    const connection = await connectMongo(config.MONGO_URI);
    onStop('database', () => connection.close());
    const reader = createOutboxReader(connection);
    const lease = createLease(connection);
    await prepareCollections(connection);
    onStop(
      'mongo relay',
      runMongoRelay({ reader, lease, wake: createWakeSignal(connection, log), codec, publisher, log, onPublished }),
    );
    watchPending(context, reader);
    const outboxCheck = mongoOutboxCheck(connection);
    watchOutboxCheck(metrics, outboxCheck);
    onStop(
      'outbox check',
      runPeriodically(
        { name: 'outbox check', everyMs: checkEveryMs, log },
        checkOutbox({ store: outboxCheck, openReader: () => openTopicReader(kafka, 'check-outbox'), log }),
      ),
    );
    return { checks: { database: mongoCheck(connection), broker: broker.check } };
  },
});

function watchPending({ metrics }: ServiceContext<Config>, reader: ReturnType<typeof createOutboxReader>): void {
  const age = new Gauge({
    name: 'outbox_oldest_pending_age_seconds',
    help: 'Age of the oldest event that waits to be published',
    registers: [metrics],
  });
  new Gauge({
    name: 'outbox_pending_events',
    help: 'Events that wait to be published',
    registers: [metrics],
    async collect() {
      const { count, oldestAt } = await reader.pendingStatus();
      this.set(count);
      age.set(oldestAt ? (Date.now() - oldestAt.getTime()) / 1000 : 0);
    },
  });
}
