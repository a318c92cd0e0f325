import type { Kafka, Message, Producer } from 'kafkajs';
import { createPartitioner } from './partitioner.ts';

export interface OutgoingMessage {
  topic: string;
  key: string | Buffer | null;
  value: Buffer | null;
  /** A list is a header that is there several times. */
  headers: Record<string, string | Buffer | (string | Buffer)[]>;
}

/** Publishes and resolves only after every in-sync replica has acknowledged. */
export interface Publisher {
  publish(messages: OutgoingMessage[]): Promise<void>;
  close(): Promise<void>;
}

const connected = async (kafka: Kafka): Promise<Producer> => {
  // One request at a time: with more, KafkaJS can reorder the retries of an idempotent producer.
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner,
  });
  await producer.connect();
  return producer;
};

/**
 * An idempotent producer with acks=all. Messages of one call keep their order within a topic's partition.
 * A failed call may have published some: callers publish the whole call again, consumers drop the repeats by eventId.
 */
export async function createPublisher(kafka: Kafka): Promise<Publisher> {
  let producer: Promise<Producer> | null = connected(kafka);
  await producer;
  return {
    publish: async (messages) => {
      producer ??= connected(kafka);
      try {
        for (const request of requestsOf(messages))
          await (await producer).sendBatch({ acks: -1, topicMessages: byTopic(request) });
      } catch (error) {
        // After a failed batch the broker and KafkaJS may disagree about the sequence number, for ever. A new producer has a new id.
        const failed = producer;
        producer = null;
        void failed?.then((old) => old.disconnect()).catch(() => undefined);
        throw error;
      }
    },
    close: async () => (await producer)?.disconnect(),
  };
}

/** A broker takes 1 MiB of one partition at once, headers and all. */
const requestBytes = 512 * 1024;

/** Cuts a batch where it gets too large for one request. A single message may be larger: the broker has the last word. */
function requestsOf(messages: OutgoingMessage[]): OutgoingMessage[][] {
  const requests: OutgoingMessage[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const message of messages) {
    const bytes = sizeOf(message);
    size += bytes;
    if (size > requestBytes) {
      requests.push([]);
      size = bytes;
    }
    requests.at(-1)?.push(message);
  }
  return requests;
}

function sizeOf({ key, value, headers }: OutgoingMessage): number {
  let size = (key?.length ?? 0) + (value?.length ?? 0);
  for (const [name, content] of Object.entries(headers))
    for (const part of Array.isArray(content) ? content : [content]) size += name.length + part.length;
  return size;
}

const byTopic = (messages: OutgoingMessage[]) =>
  [...Map.groupBy(messages, ({ topic }) => topic)].map(([topic, group]) => ({
    topic,
    messages: group.map(({ key, value, headers }): Message => ({ key, value, headers })),
  }));
