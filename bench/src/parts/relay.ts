import { type Child, startChild } from './child.ts';
import type { Environment } from './environment.ts';

export type Relay = Pick<Child, 'pid' | 'stop'>;

/** Starts the production relay in its own process. Resolves once it is ready. */
export async function startRelay(
  environment: Environment,
  relay: { RELAY: 'raw' } | { RELAY: 'mongo'; SOURCE: 'tickets'; MONGO_URI: string },
): Promise<Relay> {
  const { brokers, registryUrl } = await environment.broker();
  return startChild('outbox-worker/src/main.ts', {
    ...relay,
    KAFKA_BROKERS: brokers.join(','),
    SCHEMA_REGISTRY_URL: registryUrl,
  });
}
