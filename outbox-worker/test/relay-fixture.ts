import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@ticketing/common/backoff';
import {
  createCodec,
  createKafka,
  createPublisher,
  type IncomingMessage,
  type KafkaClient,
  startConsumer,
} from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import { startTelemetry } from '@ticketing/common/telemetry';
import {
  deadLetterTopicOf,
  groupsOf,
  rawTopicOf,
  relayedThroughRaw,
  relayGroup,
  topicNames,
} from '@ticketing/contracts';
import { ensureInstalled, startKafka } from '@ticketing/local/parts';
import { createTopics } from '@ticketing/setup';
import { sharedTestRegistry } from '@ticketing/testing/registry';

export const log = silentLogger();

export interface BrokerFixture {
  brokers: string[];
  registryUrl: string;
  kafka: KafkaClient;
  codec: ReturnType<typeof createCodec>;
  publisher: Awaited<ReturnType<typeof createPublisher>>;
  /** Returns all messages on the event topics and the relays' dead-letter topics so far, in order per partition. */
  read: IncomingMessage[];
  /** Returns the messages with these keys. */
  readOf(keys: Iterable<string>): IncomingMessage[];
  /** Waits until this many messages with these keys have arrived. @returns all of them */
  waitForMessages(keys: Iterable<string>, count: number, timeoutMs?: number): Promise<IncomingMessage[]>;
  /** Kills the broker. @returns a function that restarts it on the same port and data */
  killBroker(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** Starts a real broker and registry with all topics and schemas, a reader, and traces as in a service. */
export async function startBrokerFixture(otlpEndpoint?: string): Promise<BrokerFixture> {
  await ensureInstalled(['kafka']);
  const stopTelemetry = startTelemetry({ service: 'outbox-worker', otlpEndpoint });
  const dataFolder = await mkdtemp(join(tmpdir(), 'relay-test-kafka-'));
  const [firstBroker, registry] = await Promise.all([startKafka({ dataFolder }), sharedTestRegistry()]);
  let broker = firstBroker;
  const { brokers, port } = broker;
  await createTopics({ brokers, log });

  const kafka = createKafka({ clientId: 'test', brokers, log });
  const publisher = await createPublisher(kafka);
  const read: IncomingMessage[] = [];
  const reader = await startConsumer({
    kafka,
    group: randomUUID(),
    topics: topicNames.flatMap((topic) => [
      topic,
      ...(groupsOf(topic).includes(relayGroup) ? [deadLetterTopicOf(topic, relayGroup)] : []),
    ]),
    process: async (messages) => void read.push(...messages),
    batchSize: 1000,
    log,
  });
  const readOf = (keys: Iterable<string>) => {
    const wanted = new Set(keys);
    return read.filter(({ key }) => key !== null && wanted.has(key.toString()));
  };

  return {
    brokers,
    registryUrl: registry.url,
    kafka,
    codec: createCodec(registry.url),
    publisher,
    read,
    readOf,
    async waitForMessages(keys, count, timeoutMs = 20_000) {
      const wanted = [...keys];
      await waitFor(async () => (readOf(wanted).length >= count ? true : null), { timeoutMs });
      return readOf(wanted);
    },
    async killBroker() {
      await broker.kill();
      return async () => {
        broker = await startKafka({ port, dataFolder });
      };
    },
    async stop() {
      await reader.stop();
      await publisher.close();
      await Promise.all([broker.kill(), registry.stop(), stopTelemetry()]);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

export const rawTopics = topicNames.filter(relayedThroughRaw).map(rawTopicOf);
