import { type IncomingMessage, type KafkaClient, openTopicReader } from '@ticketing/common/kafka';

export interface TopicMessage {
  topic: string;
  partition: number;
  offset: number;
  key: string | null;
  value: Buffer | null;
  headers: Record<string, string>;
  timestampMs: number;
}

/**
 * Reads topics from the beginning to their current end.
 * @returns the messages; those of one partition in the order of their offsets
 */
export async function readTopics(kafka: KafkaClient, topics: string[]): Promise<TopicMessage[]> {
  const reader = await openTopicReader(kafka, 'invariants');
  const messages: TopicMessage[] = [];
  try {
    await reader.read(await reader.allRanges(topics), (message) => void messages.push(toTopicMessage(message)));
  } finally {
    await reader.close();
  }
  return messages;
}

const toTopicMessage = ({ offset, key, originalHeaders: _, ...message }: IncomingMessage): TopicMessage => ({
  ...message,
  offset: Number(offset),
  key: key?.toString() ?? null,
});
