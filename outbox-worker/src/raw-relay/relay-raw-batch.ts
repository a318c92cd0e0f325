import { PermanentError } from '@ticketing/common/errors';
import { failpoint } from '@ticketing/common/failpoints';
import {
  type Codec,
  failedMessage,
  type IncomingMessage,
  type OutgoingMessage,
  type Publisher,
  replayIdOf,
  replayReport,
} from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { deadLetterTopicOf, headerNames, relayGroup, type Topic, topicOfRaw } from '@ticketing/contracts';
import { parseJson } from '../parse-json.ts';
import { toMessage } from '../to-message.ts';

export interface RawRelayOptions {
  codec: Codec;
  publisher: Publisher;
  log: Logger;
  onPublished?: (messages: number) => void;
}

/**
 * Turns raw messages of Debezium into validated Avro events, in order. Resolves after the broker's ack, so that the raw
 * offsets may be committed. What can never become an event is dead-lettered with its original bytes. What an operator
 * has replayed is reported.
 */
export const relayRawBatch =
  ({ codec, publisher, log, onPublished }: RawRelayOptions) =>
  async (batch: IncomingMessage[]): Promise<void> => {
    const messages: OutgoingMessage[] = [];
    let events = 0;
    for (const raw of batch) {
      const topic = topicOfRaw(raw.topic);
      if (!topic) throw new Error(`${raw.topic} is not a raw topic`);
      const { message, outcome, errorCode } = await outcomeOf(codec, topic, raw);
      messages.push(message);
      if (outcome === 'published') events += 1;
      else log.error({ ...whereabouts(raw), errorCode }, 'raw message dead-lettered');
      const replayId = replayIdOf(raw);
      if (replayId)
        messages.push(await replayReport(codec, replayId, { group: relayGroup, topic, outcome, errorCode }));
    }
    await failpoint('raw-relay.before-publish');
    await publisher.publish(messages);
    await failpoint('raw-relay.after-ack');
    onPublished?.(events);
  };

interface Outcome {
  message: OutgoingMessage;
  outcome: 'published' | 'dead_lettered';
  errorCode?: string;
}

async function outcomeOf(codec: Codec, topic: Topic, raw: IncomingMessage): Promise<Outcome> {
  try {
    return { message: await toEvent(codec, topic, raw), outcome: 'published' };
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    const letter = failedMessage(raw, deadLetterTopicOf(topic, relayGroup), { error, attempts: 1, at: new Date() });
    return { message: letter, outcome: 'dead_lettered', errorCode: error.code };
  }
}

/** @throws PermanentError when the message can never become an event of the topic */
async function toEvent(codec: Codec, topic: Topic, { key, value, headers }: IncomingMessage): Promise<OutgoingMessage> {
  const eventId = headers[headerNames.eventId];
  if (!eventId) throw new PermanentError('no_event_id', 'the raw message has no event id');
  return toMessage(codec, { eventId, topic, key, payload: parseJson(value), headers });
}

const whereabouts = ({ topic, partition, offset }: IncomingMessage) => ({ topic, partition, offset });
