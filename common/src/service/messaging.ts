import type { Service } from '@ticketing/contracts';
import { brokersOf, type KafkaConfig, registryUrlOf, toMs } from '../config/index.ts';
import { type Applier, type Arrivals, startConsuming } from '../consuming/index.ts';
import {
  brokerCheck,
  type Codec,
  createCodec,
  createKafka,
  createPublisher,
  type KafkaClient,
  type Publisher,
  type RunningConsumer,
} from '../kafka/index.ts';
import type { ReadinessCheck } from './health.ts';
import type { ServiceContext } from './run-service.ts';

/** A process's connections to the broker and the schema registry. */
export interface Messaging {
  kafka: KafkaClient;
  codec: Codec;
  publisher: Publisher;
  /** Fails while the broker does not respond. */
  checkBroker: ReadinessCheck;
}

/**
 * Connects a process to the broker. All connections close when the process stops.
 * @param clientId the name shown in the broker's logs and quotas
 */
export async function openMessaging(
  clientId: string,
  { config, log, onStop }: ServiceContext<KafkaConfig>,
): Promise<Messaging> {
  const kafka = createKafka({ clientId, brokers: brokersOf(config), log });
  const broker = brokerCheck(kafka);
  onStop('broker check', broker.close);
  const publisher = await createPublisher(kafka);
  onStop('publisher', publisher.close);
  return { kafka, codec: createCodec(registryUrlOf(config)), publisher, checkBroker: broker.check };
}

export interface EventConsumption {
  /** The service whose topics are consumed; also the consumer group. */
  service: Service;
  messaging: Messaging;
  applier: Applier;
  /** Notified of every applied event. */
  arrivals?: Arrivals;
  /** Minimum interval between two fetches, milliseconds, where nobody waits for an event; 0 by default. */
  fetchIntervalMs?: number;
}

/** Consumes a service's topics until the process stops. */
export async function consumeEvents(
  { service, messaging: { kafka, codec, publisher }, applier, arrivals, fetchIntervalMs }: EventConsumption,
  { config, log, metrics, onStop }: ServiceContext<{ RETRY_DELAYS_SECONDS: number[]; CONSUMER_BATCH_SIZE: number }>,
): Promise<RunningConsumer> {
  const consumer = await startConsuming({
    kafka,
    service,
    codec,
    publisher,
    applier,
    ...(arrivals && { arrivals }),
    retryDelaysMs: config.RETRY_DELAYS_SECONDS.map(toMs),
    batchSize: config.CONSUMER_BATCH_SIZE,
    fetchIntervalMs,
    log,
    metrics,
  });
  onStop('consumer', consumer.stop);
  return consumer;
}
