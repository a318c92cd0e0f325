import { isTransient, retryTransient } from '@ticketing/common/errors';
import type { ReadWrittenValue, TopicRange, TopicReader } from '@ticketing/common/kafka';
import { CliError } from '../exit.ts';
import { type ReadableMessage, readMessage } from './read-message.ts';

/** A broker that has just started answers that it is loading. */
const retry = { forMs: 10_000, intervalMs: 250 };

interface ReadMessagesOptions {
  reader: TopicReader;
  readValue: ReadWrittenValue;
  /** Only messages with this key. */
  key?: string | undefined;
}

/** Reads ranges of topics, decoded, in order of time. @throws CliError when broker or registry do not respond */
export async function readMessages(
  ranges: TopicRange[],
  { reader, readValue, key }: ReadMessagesOptions,
): Promise<ReadableMessage[]> {
  const readAll = async () => {
    const messages: ReadableMessage[] = [];
    await reader.read(ranges, async (message) => {
      if (key === undefined || message.key?.toString() === key) messages.push(await readMessage(readValue, message));
    });
    return messages.sort(byTime);
  };
  try {
    return await retryTransient(readAll, retry);
  } catch (error) {
    if (isTransient(error)) throw new CliError(`Kafka or the registry did not respond: ${(error as Error).message}`);
    throw error;
  }
}

export const byTime = (a: ReadableMessage, b: ReadableMessage): number => a.at.localeCompare(b.at);
