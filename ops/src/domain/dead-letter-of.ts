import { createHash } from 'node:crypto';
import {
  deadLetterTopicFor,
  failureHeaders,
  type Group,
  headerNames,
  replayHeaders,
  schemaIdIn,
  type Topic,
} from '@ticketing/contracts';
import type { DeadLetter, Header, Origin } from './letter.ts';

/** A consumed message of a dead-letter topic. */
export interface DeadLetterMessage {
  topic: string;
  partition: number;
  offset: string;
  key: Buffer | null;
  value: Buffer | null;
  /** Headers as text; of repeated headers, the last. */
  headers: Record<string, string>;
  originalHeaders: Record<string, string | Buffer | (string | Buffer)[]>;
  timestampMs: number;
}

/** Origin of a relay's row, which has neither partition nor offset. */
export const outboxOrigin = 'outbox';

/**
 * Converts a message of a dead-letter topic to a dead letter. Missing or malformed fields get fallbacks, because a
 * letter that can't be shown is lost.
 * @throws RangeError when the topic is not a dead-letter topic
 */
export function deadLetterOf(message: DeadLetterMessage): DeadLetter {
  const of = deadLetterTopicFor(message.topic);
  if (!of) throw new RangeError(`${message.topic} is not a dead-letter topic`);
  const { topic, group } = of;
  const { key, value, headers } = message;
  const origin = originIn(message);
  const givenEventId = headers[headerNames.eventId];
  const eventId = givenEventId ?? `${origin.topic}/${origin.partition}/${origin.offset}`;
  const schemaIdHeader = headers[failureHeaders.schemaId];
  const lastFailedAt = dateIn(headers[failureHeaders.lastFailedAt]) ?? new Date(message.timestampMs);
  return {
    id: letterIdOf({ group, topic, origin, eventId }),
    group,
    topic,
    origin,
    eventId,
    key,
    value,
    headers: headersOf(message.originalHeaders),
    schemaId: schemaIdHeader === undefined ? schemaIdIn(value) : integerIn(schemaIdHeader),
    error: {
      code: headers[failureHeaders.errorCode] ?? 'unknown',
      class: headers[failureHeaders.errorClass] ?? 'unknown',
      message: headers[failureHeaders.errorMessage] ?? '',
      stack: headers[failureHeaders.errorStack] ?? null,
    },
    attempts: integerIn(headers[failureHeaders.attempts]) ?? 1,
    firstFailedAt: dateIn(headers[failureHeaders.firstFailedAt]) ?? lastFailedAt,
    lastFailedAt,
    resendId: headers[replayHeaders.replayId] ?? null,
    place: `${message.partition}/${message.offset}`,
  };
}

/**
 * Returns one id per failed message and group, however often it fails: the origin is constant across retries and
 * replays. Outbox rows have no topic position, but an event id.
 */
function letterIdOf(letter: { group: Group; topic: Topic; origin: Origin; eventId: string }): string {
  const { group, topic, origin, eventId } = letter;
  const which = origin.partition === null ? eventId : `${origin.partition}/${origin.offset}`;
  const identity = [group, topic, origin.topic, which].join('\n');
  return createHash('sha256').update(identity).digest('hex').slice(0, 24);
}

/** A message without an origin was added manually; its own position is its origin. */
function originIn({ topic, partition, offset, headers }: DeadLetterMessage): Origin {
  const originTopic = headers[failureHeaders.originTopic];
  const originPartition = integerIn(headers[failureHeaders.originPartition]);
  const originOffset = integerIn(headers[failureHeaders.originOffset]);
  if (originTopic === outboxOrigin && headers[headerNames.eventId])
    return { topic: outboxOrigin, partition: null, offset: null };
  if (originTopic === undefined || originPartition === null || originOffset === null)
    return { topic, partition, offset };
  return { topic: originTopic, partition: originPartition, offset: String(originOffset) };
}

function headersOf(headers: DeadLetterMessage['originalHeaders']): Header[] {
  return Object.entries(headers).flatMap(([name, content]) =>
    (Array.isArray(content) ? content : [content]).map((value) => ({ name, value: Buffer.from(value) })),
  );
}

function integerIn(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function dateIn(text: string | undefined): Date | null {
  const date = new Date(text ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}
