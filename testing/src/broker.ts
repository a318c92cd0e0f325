import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@ticketing/common/backoff';
import { createKafka, openAdmin } from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import { topicsToCreate } from '@ticketing/contracts';
import { ensureInstalled, startKafka } from '@ticketing/local/parts';
import { createTopics } from '@ticketing/setup';
import { sharedTestRegistry, startTestRegistry } from './registry.ts';

export interface TestBroker {
  brokers: string[];
  registryUrl: string;
  stop(): Promise<void>;
}

/**
 * The data of a broker that has every topic, which all test files of a run begin with: to create the topics takes twice as long as
 * to start a broker.
 */
export const brokerDataVariable = 'TEST_BROKER_DATA';

/** Creates such data. @returns its folder */
export async function createBrokerData(): Promise<{ folder: string; remove: () => void }> {
  await ensureInstalled(['kafka']);
  const folder = mkdtempSync(join(tmpdir(), 'ticketing-broker-data-'));
  const kafka = await startKafka({ dataFolder: folder });
  try {
    await createTopics({ brokers: kafka.brokers, log: silentLogger() });
  } finally {
    await kafka.stop();
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Waits until the broker leads every partition. It answers earlier, and then knows neither offsets nor settings. */
async function untilLed(brokers: string[]): Promise<void> {
  const admin = await openAdmin(createKafka({ clientId: 'test', brokers, log: silentLogger() }));
  try {
    const names = topicsToCreate().map(({ name }) => name);
    const areLed = () => admin.rangesOf(names).catch(() => null);
    if (!(await waitFor(areLed, { timeoutMs: 60_000, intervalMs: 50 })))
      throw new Error('the broker did not lead every partition within a minute');
  } finally {
    await admin.close();
  }
}

/**
 * Starts a real broker with every topic, and a schema registry with every schema of the contracts. Native, whatever
 * TEST_BACKEND says.
 * @param changesSchemas whether the test needs a registry of its own
 */
export async function startTestBroker({ changesSchemas = false } = {}): Promise<TestBroker> {
  await ensureInstalled(['kafka']);
  const data = process.env[brokerDataVariable];
  const [kafka, registry] = await Promise.all([
    startKafka({ copyOf: data }),
    changesSchemas ? startTestRegistry() : sharedTestRegistry(),
  ]);
  if (data) await untilLed(kafka.brokers);
  else await createTopics({ brokers: kafka.brokers, log: silentLogger() });
  return {
    brokers: kafka.brokers,
    registryUrl: registry.url,
    stop: async () => void (await Promise.all([kafka.stop(), registry.stop()])),
  };
}
