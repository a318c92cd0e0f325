import type { Batch, KafkaMessage } from 'kafkajs';
import type { OutgoingMessage } from './producer.ts';
import type { TopicPartition } from './topic-partition.ts';

export interface IncomingMessage {
  topic: string;
  partition: number;
  offset: string;
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, string>;
  /** The original headers, for forwarding the message unchanged: not every header is text, and one may repeat. */
  originalHeaders: OutgoingMessage['headers'];
  /** Milliseconds since the epoch, stamped by the broker or the producer. */
  timestampMs: number;
}

/** The messages of one partition in one response of the broker. */
export interface Fetched extends TopicPartition {
  messages: IncomingMessage[];
  /** The offset after the last record of the fetch. */
  nextOffset: number;
  /** The offset after the partition's last message at that time. */
  end: number;
}

/** Maps KafkaJS' batch. */
export function fetchedOf(batch: Batch): Fetched {
  const { topic, partition, highWatermark } = batch;
  return {
    topic,
    partition,
    messages: batch.messages.map((message) => incoming(topic, partition, message)),
    nextOffset: Number(batch.lastOffset()) + 1,
    end: Number(highWatermark),
  };
}

// Debezium sends a header for a null column; KafkaJS can't send one.
const presentHeaders = (headers: KafkaMessage['headers']): OutgoingMessage['headers'] =>
  Object.fromEntries(
    Object.entries(headers ?? {}).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, value]],
    ),
  );

const headerText = (headers: OutgoingMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, content]) => {
      const last = Array.isArray(content) ? content.at(-1) : content;
      return last === undefined || last === null ? [] : [[name, last.toString()]];
    }),
  );

/** Maps KafkaJS' message. */
export function incoming(
  topic: string,
  partition: number,
  { key, value, headers, offset, timestamp }: KafkaMessage,
): IncomingMessage {
  const originalHeaders = presentHeaders(headers);
  return {
    topic,
    partition,
    offset,
    key,
    value,
    headers: headerText(originalHeaders),
    originalHeaders,
    timestampMs: Number(timestamp),
  };
}
