import type { Admin } from 'kafkajs';
import { waitFor } from '../backoff/index.ts';
import { isTransient } from '../errors/index.ts';

export interface NewTopic {
  name: string;
  partitions: number;
  /** Number of brokers that store it; 1 by default. */
  replicationFactor?: number;
  settings?: Readonly<Record<string, string>>;
}

const leaderTimeoutMs = 60_000;

/**
 * Creates topics and waits until they are writable. KafkaJS's own wait fails when the queried broker does not know a
 * new topic yet, as on a busy machine.
 * @throws when a topic has no leader after a minute
 */
export async function createTopicsWithLeaders(admin: Admin, topics: readonly NewTopic[]): Promise<void> {
  if (topics.length === 0) return;
  await admin.createTopics({
    waitForLeaders: false,
    topics: topics.map(({ name, partitions, replicationFactor = 1, settings = {} }) => ({
      topic: name,
      numPartitions: partitions,
      replicationFactor,
      configEntries: Object.entries(settings).map(([key, value]) => ({ name: key, value })),
    })),
  });
  await waitForLeaders(
    admin,
    topics.map(({ name }) => name),
  );
}

/** The metadata names a leader for each partition, and each leader knows its role, which it learns slightly later. */
async function waitForLeaders(admin: Admin, names: string[]): Promise<void> {
  const haveLeaders = async () => {
    try {
      const { topics } = await admin.fetchTopicMetadata({ topics: names });
      if (!topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0))) return null;
      // Only a leader returns its partition's offsets.
      for (const name of names) await admin.fetchTopicOffsets(name);
      return true;
    } catch (error) {
      if (!isTransient(error)) throw error;
      return null;
    }
  };
  if (!(await waitFor(haveLeaders, { timeoutMs: leaderTimeoutMs, intervalMs: 100 })))
    throw new Error(`the new topics have no leaders after ${leaderTimeoutMs / 1000} s`);
}
