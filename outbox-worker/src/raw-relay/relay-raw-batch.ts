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
import { capturingSpan, isTracing, recordPastSpan } from '@ticketing/common/telemetry';
import {
  deadLetterTopicOf,
  headerNames,
  relayGroup,
  type Topic,
  topicOfRaw,
  writtenAtHeader,
} from '@ticketing/contracts';
import { parseJson } from '../parse-json.ts';
import { publishExceptTooLarge, tooLargeError } from '../publish-batch.ts';
import { toMessage } from '../to-message.ts';

export interface RawRelayOptions {
  codec: Codec;
  publisher: Publisher;
  log: Logger;
  onPublished?: (messages: number) => void;
}

/** The outcome of a raw message. */
interface Outcome {
  raw: IncomingMessage;
  topic: Topic;
  message: OutgoingMessage;
  outcome: 'published' | 'dead_lettered';
  errorCode?: string;
}

/**
 * Creates the relay of Debezium's raw messages: validates them and publishes them as Avro events, in order. Resolves
 * after the broker's acknowledgement, so that raw offsets may be committed. An invalid message is dead-lettered with
 * its original bytes. Outcomes of replays are reported.
 */
export const relayRawBatch =
  ({ codec, publisher, log, onPublished }: RawRelayOptions) =>
  async (batch: IncomingMessage[]): Promise<void> => {
    const outcomes: Outcome[] = [];
    for (const raw of batch) outcomes.push(await outcomeOf(codec, raw));
    await failpoint('raw-relay.before-publish');
    const refused = await publishExceptTooLarge(
      publisher,
      outcomes.map(({ message }) => message),
    );
    const final = outcomes.map((outcome) => (refused.includes(outcome.message) ? toDeadLetter(outcome) : outcome));
    const letters = final.filter(({ message }, at) => message !== outcomes[at]?.message);
    const followUps = [...letters.map(({ message }) => message), ...(await reportsOf(codec, final))];
    if (followUps.length > 0) await publisher.publish(followUps);
    await failpoint('raw-relay.after-ack');
    for (const { raw, outcome, errorCode } of final)
      if (outcome === 'dead_lettered') log.error({ ...messageLocation(raw), errorCode }, 'raw message dead-lettered');
    onPublished?.(final.filter(({ outcome }) => outcome === 'published').length);
  };

/** The event exceeds its topic's limit; its dead letter does not. */
function toDeadLetter({ topic, raw, message, outcome }: Outcome): Outcome {
  if (outcome === 'dead_lettered') throw new Error(`a dead letter is larger than the limit of ${message.topic}`);
  return deadLetter(topic, raw, tooLargeError(message));
}

/** Builds the reports of replays that end here. */
async function reportsOf(codec: Codec, outcomes: readonly Outcome[]): Promise<OutgoingMessage[]> {
  const reports: OutgoingMessage[] = [];
  for (const { raw, topic, outcome, errorCode } of outcomes) {
    const replayId = replayIdOf(raw);
    if (replayId) reports.push(await replayReport(codec, replayId, { group: relayGroup, topic, outcome, errorCode }));
  }
  return reports;
}

async function outcomeOf(codec: Codec, raw: IncomingMessage): Promise<Outcome> {
  const topic = topicOfRaw(raw.topic);
  if (!topic) throw new Error(`${raw.topic} is not a raw topic`);
  try {
    return { raw, topic, message: await toEvent(codec, topic, raw), outcome: 'published' };
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    return deadLetter(topic, raw, error);
  }
}

function deadLetter(topic: Topic, raw: IncomingMessage, error: PermanentError): Outcome {
  const message = failedMessage(raw, deadLetterTopicOf(topic, relayGroup), { error, attempts: 1, at: new Date() });
  return { raw, topic, message, outcome: 'dead_lettered', errorCode: error.code };
}

/** @throws PermanentError when the message can never become an event of the topic */
async function toEvent(codec: Codec, topic: Topic, raw: IncomingMessage): Promise<OutgoingMessage> {
  const { key, value, headers } = raw;
  const eventId = headers[headerNames.eventId];
  if (!eventId) throw new PermanentError('no_event_id', 'the raw message has no event id');
  return toMessage(codec, { eventId, topic, key, payload: parseJson(value), headers: continueTrace(raw) });
}

/** Debezium exports no spans, so its part of a trace is recorded here: from the row's insertion to its raw message. */
function continueTrace({ topic, headers, timestampMs }: IncomingMessage): Record<string, string> {
  const writtenAt = headers[writtenAtHeader];
  const traceparent = headers[headerNames.traceparent];
  if (!isTracing() || !writtenAt || !traceparent) return headers;
  const current = recordPastSpan({
    ...capturingSpan(topic),
    service: 'debezium',
    traceparent,
    start: new Date(writtenAt),
    end: new Date(timestampMs),
  });
  return { ...headers, ...(current && { [headerNames.traceparent]: current }) };
}

const messageLocation = ({ topic, partition, offset }: IncomingMessage) => ({ topic, partition, offset });
