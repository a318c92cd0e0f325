import { silentLogger } from '@ticketing/common/log';
import { ensureInstalled, startKafka, startRegistry } from '@ticketing/local/parts';
import { createTopics, registerSchemas } from '@ticketing/setup';

export interface TestBroker {
  brokers: string[];
  registryUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts a real broker and schema registry with every topic and schema of the contracts. Native, whatever TEST_BACKEND
 * says.
 */
export async function startTestBroker(): Promise<TestBroker> {
  await ensureInstalled(['kafka', 'registry']);
  const [kafka, registry] = await Promise.all([startKafka(), startRegistry()]);
  const log = silentLogger();
  await createTopics({ brokers: kafka.brokers, log });
  await registerSchemas({ registryUrl: registry.url, log });
  return {
    brokers: kafka.brokers,
    registryUrl: registry.url,
    stop: async () => void (await Promise.all([kafka.stop(), registry.stop()])),
  };
}
