import type { Kafka } from 'kafkajs';
import { TransientError } from '../errors/index.ts';
import { connectProducer, type IdempotentProducer } from './idempotent-producer.ts';
import type { OutgoingMessage } from './outgoing-message.ts';
import { createPublishQueue } from './publish-queue.ts';

export type { OutgoingMessage } from './outgoing-message.ts';

/** Publishes and resolves only after every in-sync replica has acknowledged. */
export interface Publisher {
  /** @throws MessagesTooLargeError after all messages but those that it names are published */
  publish(messages: OutgoingMessage[]): Promise<void>;
  /** Publishes what is queued and disconnects. */
  close(): Promise<void>;
}

/**
 * An idempotent producer with acks=all. Messages of one call keep their order within a topic's partition, and so do calls
 * of one caller that waits for each. Calls that come while others are published share the next request. A failed call may
 * have published some: callers publish the whole call again, consumers drop the repeats by eventId.
 */
export async function createPublisher(kafka: Kafka): Promise<Publisher> {
  let producer: Promise<IdempotentProducer> | null = connectProducer(kafka);
  await producer;
  let isClosed = false;

  const queue = createPublishQueue(async (messages) => {
    producer ??= connectProducer(kafka);
    const current = producer;
    try {
      await (await current).send(messages);
    } catch (error) {
      // The broker and KafkaJS may disagree about the sequence number, for ever. A new producer has a new id.
      producer = null;
      void current.then((failed) => failed.disconnect()).catch(() => undefined);
      throw error;
    }
  });

  return {
    publish: (messages) =>
      isClosed ? Promise.reject(new TransientError('the publisher is closed')) : queue.publish(messages),
    async close() {
      isClosed = true;
      await queue.drained();
      await (await producer)?.disconnect();
    },
  };
}
