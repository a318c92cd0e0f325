import { TransientError } from '../errors/index.ts';
import { type KafkaClient, rawOf } from './client.ts';
import { connectProducer, type IdempotentProducer } from './idempotent-producer.ts';
import type { OutgoingMessage } from './outgoing-message.ts';
import { createPublishQueue } from './publish-queue.ts';

export type { OutgoingMessage } from './outgoing-message.ts';

/** Publishes messages; resolves only after every in-sync replica has acknowledged them. */
export interface Publisher {
  /** @throws MessagesTooLargeError after every message except those it names is published */
  publish(messages: OutgoingMessage[]): Promise<void>;
  /** Publishes what is queued and disconnects. */
  close(): Promise<void>;
}

/**
 * Creates an idempotent producer with acks=all. Messages of one call keep their order within a partition; so do
 * sequential calls of one caller. Calls that arrive while a request is in flight share the next one. A failed call may
 * have published some messages: callers retry the whole call, and consumers drop duplicates by event id.
 */
export async function createPublisher(kafka: KafkaClient): Promise<Publisher> {
  let producer: Promise<IdempotentProducer> | null = connectProducer(rawOf(kafka));
  await producer;
  let isClosed = false;

  const queue = createPublishQueue(async (messages) => {
    producer ??= connectProducer(rawOf(kafka));
    const current = producer;
    try {
      await (await current).send(messages);
    } catch (error) {
      // The broker and KafkaJS may disagree about the sequence number permanently; a new producer has a new id.
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
