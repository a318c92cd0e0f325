import { within } from '@ticketing/common/backoff';
import { type KafkaClient, openTopicReader, type ReadWrittenValue } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { limitConcurrency } from '@ticketing/common/pacing';
import type { ReadableMessage } from './read-message.ts';
import { type OrderEventsQuery, readOrderEvents } from './read-order-events.ts';

/** @returns null when broker or registry do not respond in time */
export type ReadOrderEvents = (query: OrderEventsQuery) => Promise<ReadableMessage[] | null>;

const timeoutMs = 6_000;
/** Each reading joins a group of its own, which costs the broker more than the messages. */
const maxConcurrent = 2;

/** Creates a reader that connects for each reading: operators look at few orders. */
export function createOrderEventsReader(kafka: KafkaClient, readValue: ReadWrittenValue, log: Logger): ReadOrderEvents {
  const limited = limitConcurrency(maxConcurrent);
  const read = async (query: OrderEventsQuery): Promise<ReadableMessage[]> => {
    const reader = await openTopicReader(kafka, 'ops-order');
    try {
      return await readOrderEvents({ reader, readValue }, query);
    } finally {
      await reader.close();
    }
  };
  return async (query) => {
    try {
      return await within(
        timeoutMs,
        limited(() => read(query)),
      );
    } catch (err) {
      log.warn({ err }, 'events of an order not read');
      return null;
    }
  };
}
