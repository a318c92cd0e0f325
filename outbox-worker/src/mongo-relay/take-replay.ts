import { PermanentError } from '@ticketing/common/errors';
import {
  type Codec,
  failedMessage,
  type IncomingMessage,
  type Publisher,
  replayIdOf,
  replayReport,
} from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import {
  deadLetterTopicOf,
  failureHeaders,
  headerNames,
  relayGroup,
  retryTopicFor,
  type Topic,
} from '@ticketing/contracts';
import { parseJson } from '../parse-json.ts';
import { outboxOrigin } from './dead-row-message.ts';
import type { QueueChanges } from './queue-changes.ts';

export interface TakeReplayOptions {
  changes: Pick<QueueChanges, 'putBack'>;
  codec: Codec;
  publisher: Publisher;
  log: Logger;
}

/**
 * Takes replays of dead rows: the row becomes pending again with the payload that was sent, and the relay reports its
 * outcome once the row has left the outbox. What names no row is dead-lettered, and that is reported here.
 */
export const takeReplay =
  (options: TakeReplayOptions) =>
  async (messages: IncomingMessage[]): Promise<void> => {
    for (const message of messages) {
      const topic = retryTopicFor(message.topic)?.topic;
      if (!topic) throw new Error(`${message.topic} is not a retry topic`);
      await putBack(options, topic, message).catch((error: unknown) => deadLetter(options, topic, message, error));
    }
  };

async function putBack(
  { changes, codec, publisher, log }: TakeReplayOptions,
  topic: Topic,
  message: IncomingMessage,
): Promise<void> {
  const eventId = message.headers[headerNames.eventId];
  const replayId = replayIdOf(message);
  if (!eventId || !replayId) throw new PermanentError('no_row_named', 'the replay has no event id or no replay id');
  const result = await changes.putBack(eventId, parseJson(message.value), replayId);
  log.info({ eventId, replayId, topic, result }, 'replay of an outbox row taken');
  if (result === 'unknown') throw new PermanentError('unknown_row', 'the outbox has no row of this event id');
  if (result === 'duplicate')
    await publisher.publish([await replayReport(codec, replayId, { group: relayGroup, topic, outcome: 'duplicate' })]);
}

async function deadLetter(
  { codec, publisher, log }: TakeReplayOptions,
  topic: Topic,
  message: IncomingMessage,
  error: unknown,
): Promise<void> {
  if (!(error instanceof PermanentError)) throw error;
  log.error({ err: error, topic: message.topic, offset: message.offset }, 'replay of an outbox row dead-lettered');
  const letter = failedMessage(message, deadLetterTopicOf(topic, relayGroup), { error, attempts: 1, at: new Date() });
  letter.headers[failureHeaders.originTopic] = outboxOrigin;
  const replayId = replayIdOf(message);
  const outcome = { group: relayGroup, topic, outcome: 'dead_lettered', errorCode: error.code } as const;
  await publisher.publish([letter, ...(replayId ? [await replayReport(codec, replayId, outcome)] : [])]);
}
