import type { Kafka, Message, RecordMetadata } from 'kafkajs';
import { TransientError } from '../errors/index.ts';
import type { OutgoingMessage } from './outgoing-message.ts';
import { createPartitioner } from './partitioner.ts';

export interface IdempotentProducer {
  /** Resolves when every in-sync replica has every message. After a failure the producer must not be used again. */
  send(messages: OutgoingMessage[]): Promise<void>;
  disconnect(): Promise<void>;
}

/**
 * A producer that sends one request at a time. With more, KafkaJS reorders the retries of an idempotent producer, and takes
 * back a failed request's sequence numbers, which another request may have by then: the broker takes that for a repeat.
 */
export async function connectProducer(kafka: Kafka): Promise<IdempotentProducer> {
  const placed = new WeakMap<Message, number>();
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: () => placedOnce(placed),
  });
  await producer.connect();
  return {
    async send(outgoing) {
      const topicMessages = byTopic(outgoing);
      const acknowledged = await producer.sendBatch({ acks: -1, topicMessages });
      assertAcknowledged(topicMessages, placed, acknowledged);
    },
    disconnect: () => producer.disconnect(),
  };
}

/** A retry must repeat a partition's batch exactly, or the broker drops other messages as repeats of it. */
function placedOnce(placed: WeakMap<Message, number>): ReturnType<typeof createPartitioner> {
  const place = createPartitioner();
  return (args) => {
    const partition = placed.get(args.message) ?? place(args);
    placed.set(args.message, partition);
    return partition;
  };
}

interface TopicMessages {
  topic: string;
  messages: Message[];
}

/**
 * A retry of KafkaJS leaves out brokers that have answered, also when one of them has become the leader of a partition that
 * failed elsewhere; and then resolves.
 */
function assertAcknowledged(sent: TopicMessages[], placed: WeakMap<Message, number>, acknowledged: RecordMetadata[]) {
  const partitions = new Set(acknowledged.map(({ topicName, partition }) => `${topicName}/${partition}`));
  const isMissing = ({ topic, messages }: TopicMessages) =>
    messages.some((message) => !partitions.has(`${topic}/${placed.get(message)}`));
  if (sent.some(isMissing)) throw new TransientError('a partition was not acknowledged');
}

const byTopic = (messages: OutgoingMessage[]): TopicMessages[] =>
  [...Map.groupBy(messages, ({ topic }) => topic)].map(([topic, group]) => ({
    topic,
    messages: group.map(({ key, value, headers }): Message => ({ key, value, headers })),
  }));
