import { createKafka, createPublisher, type Publisher } from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import type { Stage } from '../fault.ts';

/** Puts messages on topics past every outbox. */
export async function publishing<T>({ addresses }: Stage, work: (publisher: Publisher) => Promise<T>): Promise<T> {
  const { brokers } = addresses;
  const publisher = await createPublisher(createKafka({ clientId: 'faults', brokers, log: silentLogger() }));
  try {
    return await work(publisher);
  } finally {
    await publisher.close();
  }
}
