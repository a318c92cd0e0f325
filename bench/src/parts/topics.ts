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

/** Messages that were ever written to the topic. */
export async function endOf(environment: Environment, topic: string): Promise<number> {
  const admin = await environment.admin();
  return (await admin.fetchTopicOffsets(topic)).reduce((sum, { high }) => sum + Number(high), 0);
}

const pollIntervalMs = 50;

export interface Glimpse {
  position: number;
  atMs: number;
}

/** Waits until the topic has passed a position. @returns the first look that finds it so */
export async function whenPassed(
  environment: Environment,
  topic: string,
  position: number,
  timeoutMs: number,
): Promise<Glimpse> {
  const look = async () => {
    const end = await endOf(environment, topic);
    return end >= position ? { position: end, atMs: performance.now() } : null;
  };
  const glimpse = await waitFor(look, { timeoutMs, intervalMs: pollIntervalMs });
  if (glimpse) return glimpse;
  throw new Error(`${topic} did not get to ${position} in time; it is at ${await endOf(environment, topic)}`);
}
