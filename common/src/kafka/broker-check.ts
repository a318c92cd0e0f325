import { createAdminConnection } from './admin-connection.ts';
import type { KafkaClient } from './client.ts';

/** Creates a readiness check that queries the broker. Keeps one connection and reconnects after a failure. */
export function brokerCheck(kafka: KafkaClient): { check: () => Promise<void>; close: () => Promise<void> } {
  const { query, close } = createAdminConnection(kafka);
  return { check: () => query(async (admin) => void (await admin.describeCluster())), close };
}
