import type { Message } from 'kafkajs';
import { type KafkaClient, rawOf } from './client.ts';
import type { OutgoingMessage } from './outgoing-message.ts';
import type { TopicPartition } from './topic-partition.ts';

/** A message as it was on a topic, with its time, milliseconds since the epoch. */
export type RecordToWrite = Pick<OutgoingMessage, 'key' | 'value' | 'headers'> & { timestampMs: number };

/** Writes records to a given place, as a restore does. Everything else publishes with `createPublisher`. */
export interface RecordWriter {
  /**
   * Appends the records to a partition.
   * @param offset that the first of them must get
   * @throws when the partition ends elsewhere; then the records were appended there
   */
  append(place: TopicPartition, offset: number, records: readonly RecordToWrite[]): Promise<void>;
  close(): Promise<void>;
}

/** Connects an idempotent producer with one request in flight, so that no retry shifts the offsets. */
export async function openRecordWriter(kafka: KafkaClient): Promise<RecordWriter> {
  const producer = rawOf(kafka).producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
  await producer.connect();
  return {
    async append({ topic, partition }, offset, records) {
      const messages = records.map(
        ({ timestampMs, ...record }): Message => ({ ...record, partition, timestamp: String(timestampMs) }),
      );
      const [acknowledged] = await producer.send({ topic, acks: -1, messages });
      if (Number(acknowledged?.baseOffset) !== offset)
        throw new Error(`${topic}/${partition} ends at ${acknowledged?.baseOffset}, not at ${offset}`);
    },
    close: () => producer.disconnect(),
  };
}
