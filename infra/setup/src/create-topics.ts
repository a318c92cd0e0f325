import { createKafka } from '@ticketing/common/kafka';
import type { Logger } from '@ticketing/common/log';
import { type TopicToCreate, topicsToCreate } from '@ticketing/contracts';

export interface CreateTopicsOptions {
  brokers: string[];
  /** 1 on one machine; 3 on a cluster of brokers. */
  replicationFactor?: number;
  log: Logger;
}

const configOf = ({ retentionMs }: TopicToCreate, replicationFactor: number) => [
  { name: 'retention.ms', value: String(retentionMs) },
  { name: 'cleanup.policy', value: 'delete' },
  // With three replicas an acknowledged event is on two disks, and one broker may be away.
  { name: 'min.insync.replicas', value: replicationFactor >= 3 ? '2' : '1' },
];

/** Creates the topics of the catalogue that are missing. Idempotent; leaves existing ones as they are. */
export async function createTopics({ brokers, replicationFactor = 1, log }: CreateTopicsOptions): Promise<void> {
  const admin = createKafka({ clientId: 'setup', brokers, log }).admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = topicsToCreate().filter(({ name }) => !existing.has(name));
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((topic) => ({
        topic: topic.name,
        numPartitions: topic.partitions,
        replicationFactor,
        configEntries: configOf(topic, replicationFactor),
      })),
    });
    log.info({ created: missing.length, existing: existing.size }, 'topics are there');
  } finally {
    await admin.disconnect();
  }
}
