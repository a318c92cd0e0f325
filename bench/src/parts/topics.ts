import { waitFor } from '@ticketing/common/backoff';
import { waitForLeaders } from '@ticketing/setup';
import type { Environment } from './environment.ts';

export async function createTopic(environment: Environment, topic: string, numPartitions: number): Promise<void> {
  const { client } = await environment.broker();
  const admin = client.admin();
  await admin.connect();
  await admin.createTopics({ waitForLeaders: false, topics: [{ topic, numPartitions, replicationFactor: 1 }] });
  await waitForLeaders(admin, [topic]);
  await admin.disconnect();
}

/** Number of messages ever written to the topic. */
export async function endOf(environment: Environment, topic: string): Promise<number> {
  const admin = await environment.admin();
  return (await admin.fetchTopicOffsets(topic)).reduce((sum, { high }) => sum + Number(high), 0);
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
