import { waitFor } from '@ticketing/common/backoff';
import type { Environment } from './environment.ts';

export async function createTopic(environment: Environment, name: string, partitions: number): Promise<void> {
  const admin = await environment.admin();
  await admin.createTopics([{ name, partitions }]);
}

/** Number of messages ever written to the topic. */
export async function endOf(environment: Environment, topic: string): Promise<number> {
  const admin = await environment.admin();
  return (await admin.rangesOf([topic])).reduce((sum, { end }) => sum + end, 0);
}

const pollIntervalMs = 50;

export interface Reading {
  position: number;
  atMs: number;
}

/** Waits until the topic has reached a position. @returns when a query first found that */
export async function whenPassed(
  environment: Environment,
  topic: string,
  position: number,
  timeoutMs: number,
): Promise<Reading> {
  const look = async () => {
    const end = await endOf(environment, topic);
    return end >= position ? { position: end, atMs: performance.now() } : null;
  };
  const passed = await waitFor(look, { timeoutMs, intervalMs: pollIntervalMs });
  if (passed) return passed;
  throw new Error(`${topic} did not reach ${position} in time; it is at ${await endOf(environment, topic)}`);
}
