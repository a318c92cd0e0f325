import { waitFor } from '@ticketing/common/backoff';
import { startConsumer } from '@ticketing/common/kafka';
import { isTopic } from '@ticketing/contracts';
import { type Arrival, checkArrivals, type Tally } from './invariant.ts';
import { type Environment, log } from './parts/environment.ts';

/**
 * Reads the messages of a topic since the last audit. Runs after the measurement, so that it does not affect the result.
 * @throws InvariantBroken when an event is missing or out of order
 */
export async function audit(environment: Environment, topic: string, run: string, events: number): Promise<Tally> {
  const { client, codec } = await environment.broker();
  const arrivals: Arrival[] = [];
  const consumer = await startConsumer({
    kafka: client,
    group: `bench-audit.${topic}`,
    topics: [topic],
    batchSize: 1_000,
    process: async (messages) => {
      for (const { key, value, headers } of messages) {
        if (!key?.toString().startsWith(`${run}-`) || !value || !isTopic(topic)) continue;
        const { version } = (await codec.decode(topic, value)) as { version: number };
        arrivals.push({ key: key.toString(), sequence: version, eventId: headers.eventId ?? '' });
      }
    },
    log,
  });
  // Duplicates arrive in the same batches as the originals, or not at all.
  await waitFor(async () => (arrivals.length >= events ? true : null), { timeoutMs: 120_000 });
  await consumer.stop();
  return checkArrivals(arrivals, events);
}
