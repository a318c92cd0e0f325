import { silentLogger } from '@ticketing/common/log';
import { ensureInstalled, startRegistry } from '@ticketing/local/parts';
import { registerSchemas } from '@ticketing/setup';

export interface TestRegistry {
  url: string;
  stop(): Promise<void>;
}

/** The address of a registry that all test files of a run share: each start costs 8 s of CPU. */
export const sharedRegistryVariable = 'TEST_REGISTRY_URL';

/** Starts a real schema registry with every schema of the contracts. */
export async function startTestRegistry(): Promise<TestRegistry> {
  await ensureInstalled(['registry']);
  const registry = await startRegistry();
  await registerSchemas({ registryUrl: registry.url, log: silentLogger() });
  return registry;
}

/** For tests that neither stop the registry nor register another version of a contract: the run's, or else one of its own. */
export async function sharedTestRegistry(): Promise<TestRegistry> {
  const url = process.env[sharedRegistryVariable];
  return url ? { url, stop: async () => undefined } : await startTestRegistry();
}
