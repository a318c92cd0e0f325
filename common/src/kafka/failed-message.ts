import { failureHeaders, retryNotBeforeHeader } from '@ticketing/contracts';
import { DomainError, PermanentError } from '../errors/index.ts';
import type { IncomingMessage } from './incoming-message.ts';
import type { OutgoingMessage } from './producer.ts';

export interface Failure {
  error: unknown;
  /** Attempts that failed until now, this one included. */
  attempts: number;
  at: Date;
}

/**
 * The start of a stack says where. Failure topics have room for a message and this much of text on top of it, whatever
 * an error says. Characters.
 */
const longestText = 4_000;
const longestName = 200;

/**
 * A message on its way to a retry or dead-letter topic: key, bytes and headers as they came, and on top of them where it
 * came from, why it failed, how often and since when. Where it came from is set once, at the first failure.
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
      ...schemaIdOf(message.value),
    },
  };
}

/** What is said of a failure, whatever failed. */
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

/** A rule's or a permanent error's own code; a bug has none, so its class stands for it. */
export const errorCodeOf = (error: unknown): string => {
  if (error instanceof PermanentError || error instanceof DomainError) return error.code;
  return error instanceof Error ? error.name : 'unknown';
};

/** Where the message was first taken from, over all retries and replays. */
export const originOf = ({ topic, partition, offset, headers }: IncomingMessage): Record<string, string> => ({
  [failureHeaders.originTopic]: headers[failureHeaders.originTopic] ?? topic,
  [failureHeaders.originPartition]: headers[failureHeaders.originPartition] ?? String(partition),
  [failureHeaders.originOffset]: headers[failureHeaders.originOffset] ?? offset,
});

/** Failed attempts a message has behind it. A replay begins anew. */
export const attemptsBehind = ({ headers }: IncomingMessage): number =>
  Number.parseInt(headers[failureHeaders.attempts] ?? '0', 10) || 0;

const wireFormatPrefixBytes = 5;

function schemaIdOf(value: Buffer | null): Record<string, string> {
  if (!value || value.length < wireFormatPrefixBytes || value[0] !== 0) return {};
  return { [failureHeaders.schemaId]: String(value.readUInt32BE(1)) };
}
