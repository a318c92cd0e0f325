import { type KafkaClient, rawOf } from './client.ts';
import type { TopicPartition } from './topic-partition.ts';

// The Kafka library as it is, without the publisher's queue and the consumer's scheduler: what benchmarks compare with,
// and how tests send what no service would.

export interface PlainMessage {
  key: string | Buffer | null;
  value: Buffer | null;
  headers: Record<string, string | Buffer | (string | Buffer)[] | undefined>;
}

export interface PlainProducer {
  /** Resolves after all in-sync replicas have acknowledged. @returns the first offset on each partition */
  send(topic: string, messages: PlainMessage[]): Promise<(TopicPartition & { offset: number })[]>;
  close(): Promise<void>;
}

/** Connects a producer with the library's defaults, or an idempotent one with one request in flight. */
export async function openPlainProducer(kafka: KafkaClient, { isIdempotent = false } = {}): Promise<PlainProducer> {
  const idempotent = isIdempotent ? { idempotent: true, maxInFlightRequests: 1 } : {};
  const producer = rawOf(kafka).producer({ allowAutoTopicCreation: false, ...idempotent });
  await producer.connect();
  return {
    async send(topic, messages) {
      const acknowledged = await producer.send({ topic, acks: -1, messages });
      return acknowledged.map(({ partition, baseOffset }) => ({ topic, partition, offset: Number(baseOffset) }));
    },
    close: () => producer.disconnect(),
  };
}

/** Consumes a topic from its beginning in the library's own loop, until the process ends. */
export async function consumePlainly(
  kafka: KafkaClient,
  { group, topic, onBatch }: { group: string; topic: string; onBatch: (messages: PlainMessage[]) => Promise<void> },
): Promise<void> {
  const consumer = rawOf(kafka).consumer({ groupId: group });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachBatch: ({ batch }) =>
      onBatch(batch.messages.map(({ key, value, headers }) => ({ key, value, headers: headers ?? {} }))),
  });
}
