import { PermanentError } from '@ticketing/common/errors';
import type { IncomingMessage, ReadWrittenValue } from '@ticketing/common/kafka';
import { headerNames, schemaIdIn } from '@ticketing/contracts';

export interface ReadableMessage {
  topic: string;
  partition: number;
  offset: string;
  at: string;
  key: string | null;
  eventType: string | null;
  eventId: string | null;
  headers: Record<string, string>;
  /** The decoded value; null when there is none or it can't be decoded. */
  value: unknown;
  /** Why the value can't be decoded. */
  problem: string | null;
}

/** Decodes a message of any topic: Avro with the schema it was written with, JSON on a raw topic. */
export async function readMessage(readValue: ReadWrittenValue, message: IncomingMessage): Promise<ReadableMessage> {
  const { topic, partition, offset, timestampMs, key, value, headers } = message;
  return {
    topic,
    partition,
    offset,
    at: new Date(timestampMs).toISOString(),
    key: key?.toString() ?? null,
    eventType: headers[headerNames.eventType] ?? null,
    eventId: headers[headerNames.eventId] ?? null,
    headers,
    ...(await decoded(readValue, value)),
  };
}

async function decoded(
  readValue: ReadWrittenValue,
  value: Buffer | null,
): Promise<Pick<ReadableMessage, 'value' | 'problem'>> {
  if (!value) return { value: null, problem: null };
  try {
    return {
      value: schemaIdIn(value) !== null ? (await readValue(value)).event : JSON.parse(value.toString()),
      problem: null,
    };
  } catch (error) {
    if (error instanceof PermanentError) return { value: null, problem: error.message };
    if (error instanceof SyntaxError) return { value: null, problem: 'the value is neither Avro nor JSON' };
    throw error;
  }
}
