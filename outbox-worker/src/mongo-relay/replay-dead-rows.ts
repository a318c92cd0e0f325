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

export interface ReplayDeadRowsOptions {
  changes: Pick<QueueChanges, 'requeue'>;
  codec: Codec;
  publisher: Publisher;
  log: Logger;
}

/**
 * Creates the handler of dead-row replays: it requeues the row with the sent payload, and the relay reports the outcome
 * once the row has left the outbox. A replay without a matching row is dead-lettered, and that is reported here.
 */
export const replayDeadRows =
  (options: ReplayDeadRowsOptions) =>
  async (messages: IncomingMessage[]): Promise<void> => {
    for (const message of messages) {
      const topic = retryTopicFor(message.topic)?.topic;
      if (!topic) throw new Error(`${message.topic} is not a retry topic`);
      await requeue(options, topic, message).catch((error: unknown) => deadLetter(options, topic, message, error));
    }
  };

async function requeue(
  { changes, codec, publisher, log }: ReplayDeadRowsOptions,
  topic: Topic,
  message: IncomingMessage,
): Promise<void> {
  const eventId = message.headers[headerNames.eventId];
  const replayId = replayIdOf(message);
  if (!eventId || !replayId) throw new PermanentError('no_row_named', 'the replay has no event id or no replay id');
  const result = await changes.requeue(eventId, parseJson(message.value), replayId);
  log.info({ eventId, replayId, topic, result }, 'outbox row replayed');
  if (result === 'unknown') throw new PermanentError('unknown_row', 'the outbox has no row with this event id');
  if (result === 'duplicate')
    await publisher.publish([await replayReport(codec, replayId, { group: relayGroup, topic, outcome: 'duplicate' })]);
}

async function deadLetter(
  { codec, publisher, log }: ReplayDeadRowsOptions,
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
