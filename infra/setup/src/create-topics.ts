import { createKafka, openAdmin } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { type TopicToCreate, topicsToCreate } from '@ticketing/contracts';
import { maxMessageBytesKey, raiseMessageLimits } from './raise-message-limits.ts';

export interface CreateTopicsOptions {
  brokers: readonly string[];
  /** 1 on one machine; 3 on a cluster of brokers. */
  replicationFactor?: number;
  log: Logger;
}

const settingsOf = ({ retentionMs, maxMessageBytes }: TopicToCreate, replicationFactor: number) => ({
  'retention.ms': String(retentionMs),
  'cleanup.policy': 'delete',
  [maxMessageBytesKey]: String(maxMessageBytes),
  // With three replicas, an acknowledged event is on two disks, and one broker may be unavailable.
  'min.insync.replicas': replicationFactor >= 3 ? '2' : '1',
});

/**
 * Creates missing topics of the catalogue and waits until they are writable. Idempotent. For existing topics it only
 * raises a message size limit that is too small.
 * @throws when a new topic has no leader after a minute
 */
export async function createTopics({ brokers, replicationFactor = 1, log }: CreateTopicsOptions): Promise<void> {
  const admin = await openAdmin(createKafka({ clientId: 'setup', brokers, log }));
  try {
    const existing = new Set(await admin.listTopics());
    const missing = topicsToCreate().filter(({ name }) => !existing.has(name));
    await admin.createTopics(
      missing.map((topic) => ({
        name: topic.name,
        partitions: topic.partitions,
        replicationFactor,
        settings: settingsOf(topic, replicationFactor),
      })),
    );
    const raised = await raiseMessageLimits(
      admin,
      topicsToCreate().filter(({ name }) => existing.has(name)),
    );
    log.info({ created: missing.length, existing: existing.size, raised }, 'topics exist');
  } finally {
    await admin.close();
  }
}
