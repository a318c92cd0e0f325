import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@ticketing/common/backoff';
import {
  createKafka,
  createPublisher,
  type KafkaAdmin,
  type KafkaClient,
  openAdmin,
  type Publisher,
  startConsumer,
} from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import { startTestBroker, type TestBroker } from '@ticketing/testing/broker';

const log = silentLogger();
let broker: TestBroker;
let kafka: KafkaClient;
let publisher: Publisher;
let admin: KafkaAdmin;
beforeAll(async () => {
  broker = await startTestBroker();
  kafka = createKafka({ clientId: 'test', brokers: broker.brokers, log });
  publisher = await createPublisher(kafka);
  admin = await openAdmin(kafka);
}, 120_000);
afterAll(async () => {
  await admin?.close();
  await publisher?.close();
  await broker?.stop();
});

/** Short and long, compressible and incompressible, more than one block of each format. */
const values = (): Buffer[] => [
  Buffer.from('x'),
  Buffer.alloc(0),
  Buffer.from('abc'.repeat(50_000)),
  randomBytes(100_000),
  ...Array.from({ length: 300 }, (_, index) =>
    Buffer.from(JSON.stringify({ id: randomUUID(), index, title: 'Concert' })),
  ),
  Buffer.alloc(90_000, 7),
];

describe('a compressed batch', () => {
  // The broker compresses uncompressed batches with the libraries of Java's producers.
  it.each(['gzip', 'snappy', 'lz4', 'zstd'])('in %s is consumed', async (compression) => {
    const topic = `test.${randomUUID()}`;
    await admin.createTopics([{ name: topic, partitions: 1, settings: { 'compression.type': compression } }]);
    const sent = values();
    await publisher.publish(sent.map((value) => ({ topic, key: 'key', value, headers: { eventId: 'id' } })));

    const read: (Buffer | null)[] = [];
    const consumer = await startConsumer({
      kafka,
      group: randomUUID(),
      topics: [topic],
      process: async (messages) => void read.push(...messages.map(({ value }) => value)),
      batchSize: 100,
      log,
    });
    await waitFor(async () => (read.length >= sent.length ? true : null), { timeoutMs: 20_000 });
    await consumer.stop();

    expect(read.length).toBe(sent.length);
    expect(sent.every((value, at) => read[at]?.equals(value))).toBe(true);
  });
});
