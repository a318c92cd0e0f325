import { retryTransient } from '@ticketing/common/errors';
import type { ReadWrittenValue, TopicRange, TopicReader } from '@ticketing/common/kafka';
import { type ReadableMessage, readMessage } from './read-message.ts';

/** A broker that has just started answers that it is loading. */
const retry = { forMs: 10_000, intervalMs: 250 };

export interface ReadMessagesOptions {
  reader: TopicReader;
  readValue: ReadWrittenValue;
  /** Only these messages. */
  isWanted?: (message: { topic: string; key: string | undefined; headers: Record<string, string> }) => boolean;
}

/** Reads ranges of topics, decoded, in order of time. @throws TransientError when broker or registry do not respond */
export const readMessages = (
  ranges: TopicRange[],
  { reader, readValue, isWanted = () => true }: ReadMessagesOptions,
): Promise<ReadableMessage[]> =>
  retryTransient(async () => {
    const messages: ReadableMessage[] = [];
    await reader.read(ranges, async (message) => {
      const { topic, headers } = message;
      if (isWanted({ topic, key: message.key?.toString(), headers }))
        messages.push(await readMessage(readValue, message));
    });
    return messages.sort(byTime);
  }, retry);

export const byTime = (a: ReadableMessage, b: ReadableMessage): number => a.at.localeCompare(b.at);
