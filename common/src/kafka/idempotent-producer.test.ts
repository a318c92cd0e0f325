import { expect, it } from '@jest/globals';
import type { Kafka, ProducerBatch, RecordMetadata } from 'kafkajs';
import { isTransient } from '../errors/index.ts';
import { connectProducer } from './idempotent-producer.ts';
import type { OutgoingMessage } from './outgoing-message.ts';

/** A fake KafkaJS that assigns partitions like a cluster with three and resolves with the given metadata. */
function kafkaAcknowledging(acknowledged: { topicName: string; partition: number }[]): Kafka {
  const producer = ({ createPartitioner }: { createPartitioner: () => (args: object) => number }) => {
    const place = createPartitioner();
    const partitionMetadata = [0, 1, 2].map((partitionId) => ({ partitionId, leader: 1 }));
    return {
      connect: async () => undefined,
      disconnect: async () => undefined,
      sendBatch: async ({ topicMessages = [] }: ProducerBatch) => {
        for (const { topic, messages } of topicMessages)
          for (const message of messages) place({ topic, partitionMetadata, message });
        return acknowledged as RecordMetadata[];
      },
    };
  };
  return { producer } as unknown as Kafka;
}

const message = (key: string): OutgoingMessage => ({ topic: 'topic', key, value: null, headers: {} });
// Covers partitions 0, 1 and 2 by Kafka's hash.
const everyPartition = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(message);
const all = [0, 1, 2].map((partition) => ({ topicName: 'topic', partition }));

it('resolves when every partition has acknowledged', async () => {
  const producer = await connectProducer(kafkaAcknowledging(all));
  await producer.send(everyPartition);
});

it.each([
  ['one partition', all.slice(1)],
  ['the topic', all.map(({ partition }) => ({ topicName: 'another', partition }))],
])('rejects when KafkaJS resolves without %s after a leader change between its retries', async (_, acknowledged) => {
  const producer = await connectProducer(kafkaAcknowledging(acknowledged));
  const failure = await producer.send(everyPartition).catch((error: unknown) => error);

  expect(isTransient(failure)).toBe(true);
});
