import { failureHeaders, retryNotBeforeHeader, schemaIdIn } from '@ticketing/contracts';
import { DomainError, PermanentError } from '../errors/index.ts';
import type { IncomingMessage } from './incoming-message.ts';
import type { OutgoingMessage } from './producer.ts';

export interface Failure {
  error: unknown;
  /** Failed attempts, including this one. */
  attempts: number;
  at: Date;
}

/**
 * Characters of an error text that are kept; the top of a stack is the useful part. Failure topics have room for a
 * message and this much text.
 */
const longestText = 4_000;
const longestName = 200;

/**
 * Builds the message for a retry or dead-letter topic: key, bytes and headers unchanged, plus headers for origin,
 * error, attempts and first failure. The origin is set once, at the first failure.
 */
export function failedMessage(message: IncomingMessage, topic: string, failure: Failure): OutgoingMessage {
  const { [retryNotBeforeHeader]: _waited, ...headers } = message.originalHeaders;
  return {
    topic,
    key: message.key,
    value: message.value,
    headers: {
      ...headers,
      ...originOf(message),
      ...failureText(message.headers, failure),
      ...schemaIdHeader(message.value),
    },
  };
}

/** Returns the headers that describe a failure. */
export function failureText(headers: Record<string, string>, { error, attempts, at }: Failure): Record<string, string> {
  const stack = error instanceof Error ? error.stack : undefined;
  return {
    [failureHeaders.errorCode]: errorCodeOf(error).slice(0, longestName),
    [failureHeaders.errorClass]: (error instanceof Error ? error.name : typeof error).slice(0, longestName),
    [failureHeaders.errorMessage]: (error instanceof Error ? error.message : String(error)).slice(0, longestText),
    ...(stack && { [failureHeaders.errorStack]: stack.slice(0, longestText) }),
    [failureHeaders.attempts]: String(attempts),
    [failureHeaders.firstFailedAt]: headers[failureHeaders.firstFailedAt] ?? at.toISOString(),
    [failureHeaders.lastFailedAt]: at.toISOString(),
  };
}

/** Returns the code of a domain or permanent error; for a bug, its class name. */
export const errorCodeOf = (error: unknown): string => {
  if (error instanceof PermanentError || error instanceof DomainError) return error.code;
  return error instanceof Error ? error.name : 'unknown';
};

/** Returns where the message was first read, across retries and replays. */
export const originOf = ({ topic, partition, offset, headers }: IncomingMessage): Record<string, string> => ({
  [failureHeaders.originTopic]: headers[failureHeaders.originTopic] ?? topic,
  [failureHeaders.originPartition]: headers[failureHeaders.originPartition] ?? String(partition),
  [failureHeaders.originOffset]: headers[failureHeaders.originOffset] ?? offset,
});

/** Returns the number of failed attempts so far. A replay starts over. */
export const failedAttemptsOf = ({ headers }: IncomingMessage): number =>
  Number.parseInt(headers[failureHeaders.attempts] ?? '0', 10) || 0;

function schemaIdHeader(value: Buffer | null): Record<string, string> {
  const id = schemaIdIn(value);
  return id === null ? {} : { [failureHeaders.schemaId]: String(id) };
}
