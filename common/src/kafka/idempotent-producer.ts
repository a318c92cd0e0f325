import type { Kafka, Message, RecordMetadata } from 'kafkajs';
import { TransientError } from '../errors/index.ts';
import type { OutgoingMessage } from './outgoing-message.ts';
import { createPartitioner } from './partitioner.ts';

export interface IdempotentProducer {
  /** Resolves when every in-sync replica has every message. Don't reuse the producer after a failure. */
  send(messages: OutgoingMessage[]): Promise<void>;
  disconnect(): Promise<void>;
}

/**
 * Connects a producer that sends one request at a time. With more in flight, KafkaJS reorders the retries of an
 * idempotent producer and rolls back a failed request's sequence numbers, which another request may already use: the
 * broker takes that for a duplicate.
 */
export async function connectProducer(kafka: Kafka): Promise<IdempotentProducer> {
  const partitionOf = new WeakMap<Message, number>();
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: () => createStickyPartitioner(partitionOf),
  });
  await producer.connect();
  return {
    async send(outgoing) {
      const topicMessages = byTopic(outgoing);
      const acknowledged = await producer.sendBatch({ acks: -1, topicMessages });
      assertAcknowledged(topicMessages, partitionOf, acknowledged);
    },
    disconnect: () => producer.disconnect(),
  };
}

/** A retry must repeat a partition's batch exactly; otherwise the broker drops other messages as duplicates. */
function createStickyPartitioner(partitionOf: WeakMap<Message, number>): ReturnType<typeof createPartitioner> {
  const choosePartition = createPartitioner();
  return (args) => {
    const partition = partitionOf.get(args.message) ?? choosePartition(args);
    partitionOf.set(args.message, partition);
    return partition;
  };
}

interface TopicMessages {
  topic: string;
  messages: Message[];
}

/**
 * Asserts that every partition was acknowledged. A KafkaJS retry skips brokers that have responded, even when one of
 * them has become the leader of a partition that failed elsewhere; then it resolves anyway.
 */
function assertAcknowledged(
  sent: TopicMessages[],
  partitionOf: WeakMap<Message, number>,
  acknowledged: RecordMetadata[],
) {
  const partitions = new Set(acknowledged.map(({ topicName, partition }) => `${topicName}/${partition}`));
  const isMissing = ({ topic, messages }: TopicMessages) =>
    messages.some((message) => !partitions.has(`${topic}/${partitionOf.get(message)}`));
  if (sent.some(isMissing)) throw new TransientError('a partition was not acknowledged');
}

const byTopic = (messages: OutgoingMessage[]): TopicMessages[] =>
  [...Map.groupBy(messages, ({ topic }) => topic)].map(([topic, group]) => ({
    topic,
    messages: group.map(({ key, value, headers }): Message => ({ key, value, headers })),
  }));
