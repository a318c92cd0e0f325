import { waitFor } from '@ticketing/common/backoff';
import { isTransient } from '@ticketing/common/errors';
import { createKafka } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { type TopicToCreate, topicsToCreate } from '@ticketing/contracts';
import { type Admin, maxMessageBytesKey, raiseMessageLimits } from './raise-message-limits.ts';

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
  // With three replicas, an acknowledged event is on two disks, and one broker may be unavailable.
  { name: 'min.insync.replicas', value: replicationFactor >= 3 ? '2' : '1' },
];

/**
 * Creates missing topics of the catalogue. Idempotent. For existing topics it only raises a message size limit that is
 * too small.
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
    const raised = await raiseMessageLimits(
      admin,
      topicsToCreate().filter(({ name }) => existing.has(name)),
    );
    log.info({ created: missing.length, existing: existing.size, raised }, 'topics exist');
  } finally {
    await admin.disconnect();
  }
}

const leaderTimeoutMs = 60_000;

/**
 * Waits until new topics are writable: the metadata names a leader for each partition, and each leader knows its role,
 * which it learns slightly later. KafkaJS's own wait fails when the queried broker does not know a new topic yet, as on
 * a busy machine.
 * @throws when they have no leaders after a minute
 */
export async function waitForLeaders(admin: Admin, names: string[]) {
  if (names.length === 0) return;
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
