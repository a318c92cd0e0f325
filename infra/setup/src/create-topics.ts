import { waitFor } from '@ticketing/common/backoff';
import { isTransient } from '@ticketing/common/errors';
import { createKafka } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { type TopicToCreate, topicsToCreate } from '@ticketing/contracts';
import { type Admin, makeRoom, maxMessageBytesKey } from './make-room.ts';

export interface CreateTopicsOptions {
  brokers: string[];
  /** 1 on one machine; 3 on a cluster of brokers. */
  replicationFactor?: number;
  log: Logger;
}

const configOf = ({ retentionMs, maxMessageBytes }: TopicToCreate, replicationFactor: number) => [
  { name: 'retention.ms', value: String(retentionMs) },
  { name: 'cleanup.policy', value: 'delete' },
  { name: maxMessageBytesKey, value: String(maxMessageBytes) },
  // With three replicas an acknowledged event is on two disks, and one broker may be away.
  { name: 'min.insync.replicas', value: replicationFactor >= 3 ? '2' : '1' },
];

/**
 * Creates the topics of the catalogue that are missing. Idempotent; of existing ones it only raises the room for a message
 * where that is too small, and leaves the rest as it is.
 */
export async function createTopics({ brokers, replicationFactor = 1, log }: CreateTopicsOptions): Promise<void> {
  const admin = createKafka({ clientId: 'setup', brokers, log }).admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = topicsToCreate().filter(({ name }) => !existing.has(name));
    await admin.createTopics({
      waitForLeaders: false,
      topics: missing.map((topic) => ({
        topic: topic.name,
        numPartitions: topic.partitions,
        replicationFactor,
        configEntries: configOf(topic, replicationFactor),
      })),
    });
    await waitForLeaders(
      admin,
      missing.map(({ name }) => name),
    );
    const raised = await makeRoom(
      admin,
      topicsToCreate().filter(({ name }) => existing.has(name)),
    );
    log.info({ created: missing.length, existing: existing.size, raised }, 'topics are there');
  } finally {
    await admin.disconnect();
  }
}

const leadersWithinMs = 60_000;

/**
 * Waits until new topics can be written to: the metadata name a leader of each partition, and the leader knows that it is
 * one, which it learns a moment later. KafkaJS's own wait fails when the broker it asks has not heard of a new topic yet,
 * as a busy machine's has not.
 * @throws when they have no leaders after a minute
 */
export async function waitForLeaders(admin: Admin, names: string[]) {
  if (names.length === 0) return;
  const haveLeaders = async () => {
    try {
      const { topics } = await admin.fetchTopicMetadata({ topics: names });
      if (!topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0))) return null;
      // Only a leader answers for its partition's offsets.
      for (const name of names) await admin.fetchTopicOffsets(name);
      return true;
    } catch (error) {
      if (!isTransient(error)) throw error;
      return null;
    }
  };
  if (!(await waitFor(haveLeaders, { timeoutMs: leadersWithinMs, intervalMs: 100 })))
    throw new Error(`the new topics have no leaders after ${leadersWithinMs / 1000} s`);
}
