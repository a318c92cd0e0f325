import type { Kafka } from 'kafkajs';
import { keepAdmin } from './keep-admin.ts';

/** A readiness check that asks the broker. Keeps one connection; connects again after a failure. */
export function brokerCheck(kafka: Kafka): { check: () => Promise<void>; close: () => Promise<void> } {
  const { ask, close } = keepAdmin(kafka);
  return { check: () => ask(async (admin) => void (await admin.describeCluster())), close };
}
