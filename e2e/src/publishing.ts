import { createKafka, createPublisher, type Publisher } from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import type { System } from './system.ts';

/** Publishes messages directly, without an outbox. */
export async function publishing<T>(
  { addresses: { brokers } }: Pick<System, 'addresses'>,
  work: (publisher: Publisher) => Promise<T>,
): Promise<T> {
  const publisher = await createPublisher(createKafka({ clientId: 'e2e', brokers, log: silentLogger() }));
  try {
    return await work(publisher);
  } finally {
    await publisher.close();
  }
}
