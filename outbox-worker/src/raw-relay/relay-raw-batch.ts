import { PermanentError } from '@ticketing/common/errors';
import { failpoint } from '@ticketing/common/failpoints';
import {
  type Codec,
  failedMessage,
  type IncomingMessage,
  type OutgoingMessage,
  type Publisher,
} from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { deadLetterTopicOf, headerNames, relayGroup, type Topic, topicOfRaw } from '@ticketing/contracts';
import { toMessage } from '../to-message.ts';

export interface RawRelayOptions {
  codec: Codec;
  publisher: Publisher;
  log: Logger;
  onPublished?: (messages: number) => void;
}

/**
 * Turns raw messages of Debezium into validated Avro events, in order. Resolves after the broker's ack, so that the raw
 * offsets may be committed. What can never become an event is dead-lettered with its original bytes.
 */
export const relayRawBatch =
  ({ codec, publisher, log, onPublished }: RawRelayOptions) =>
  async (batch: IncomingMessage[]): Promise<void> => {
    const messages: OutgoingMessage[] = [];
    for (const raw of batch) {
      const topic = topicOfRaw(raw.topic);
      if (!topic) throw new Error(`${raw.topic} is not a raw topic`);
      messages.push(await toEvent(codec, topic, raw).catch((error: unknown) => deadLetter(log, topic, raw, error)));
    }
    await failpoint('raw-relay.before-publish');
    await publisher.publish(messages);
    await failpoint('raw-relay.after-ack');
    onPublished?.(messages.length);
  };

/** @throws PermanentError when the message can never become an event of the topic */
async function toEvent(codec: Codec, topic: Topic, { key, value, headers }: IncomingMessage): Promise<OutgoingMessage> {
  const eventId = headers[headerNames.eventId];
  if (!eventId) throw new PermanentError('no_event_id', 'the raw message has no event id');
  return toMessage(codec, { eventId, topic, key, payload: parse(value), headers });
}

function parse(value: Buffer | null): unknown {
  try {
    return JSON.parse(value?.toString('utf8') ?? '');
  } catch (cause) {
    throw new PermanentError('undecodable', 'the raw message is not JSON', { cause });
  }
}

function deadLetter(log: Logger, topic: Topic, message: IncomingMessage, error: unknown): OutgoingMessage {
  if (!(error instanceof PermanentError)) throw error;
  log.error(
    { err: error, topic: message.topic, partition: message.partition, offset: message.offset },
    'raw message dead-lettered',
  );
  return failedMessage(message, deadLetterTopicOf(topic, relayGroup), { error, attempts: 1, at: new Date() });
}
