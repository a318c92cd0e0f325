import { silentLogger } from '@ticketing/common/log';
import { ensureInstalled, startKafka } from '@ticketing/local/parts';
import { createTopics } from '@ticketing/setup';
import { sharedTestRegistry, startTestRegistry } from './registry.ts';

export interface TestBroker {
  brokers: string[];
  registryUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts a real broker with every topic, and a schema registry with every schema of the contracts. Native, whatever
 * TEST_BACKEND says.
 * @param changesSchemas whether the test needs a registry of its own
 */
export async function startTestBroker({ changesSchemas = false } = {}): Promise<TestBroker> {
  await ensureInstalled(['kafka']);
  const [kafka, registry] = await Promise.all([
    startKafka(),
    changesSchemas ? startTestRegistry() : sharedTestRegistry(),
  ]);
  await createTopics({ brokers: kafka.brokers, log: silentLogger() });
  return {
    brokers: kafka.brokers,
    registryUrl: registry.url,
    stop: async () => void (await Promise.all([kafka.stop(), registry.stop()])),
  };
}
