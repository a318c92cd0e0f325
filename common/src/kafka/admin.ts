import type { Admin, IResourceConfigEntry } from 'kafkajs';
import { limitConcurrency } from '../pacing/index.ts';
import { type Grant, replaceGrants } from './acls.ts';
import { type KafkaClient, rawOf } from './client.ts';
import { byTopic, commitOffsets, type NextOffset } from './commit-offsets.ts';
import { createTopicsWithLeaders, type NewTopic } from './new-topics.ts';
import type { TopicPartition, TopicRange } from './topic-partition.ts';

export interface CommittedOffset extends TopicPartition {
  /** The next offset to process; null when the group has committed nothing. */
  offset: number | null;
}

export interface TopicSetting {
  name: string;
  value: string;
  /** Whether it is set on this topic, and not a default of the broker. */
  isOwn: boolean;
}

/** What setup, ops, checks and tests ask of the brokers. Every call rejects when they do not respond. */
export interface KafkaAdmin {
  listTopics(): Promise<string[]>;
  /** Ids of all consumer groups. */
  listGroups(): Promise<string[]>;
  /** Creates topics and waits until they are writable. @throws when a topic exists, or has no leader after a minute */
  createTopics(topics: readonly NewTopic[]): Promise<void>;
  /** Returns the full ranges of the topics' partitions. @throws when a topic does not exist */
  rangesOf(topics: readonly string[]): Promise<TopicRange[]>;
  /** Returns a group's committed offsets, of all topics that it has committed if none are given. */
  committedOf(group: string, topics?: readonly string[]): Promise<CommittedOffset[]>;
  /** Sets the committed offsets of a group without members. @throws when it has members */
  commit(group: string, offsets: readonly NextOffset[]): Promise<void>;
  /** Deletes the records before these offsets. */
  deleteBefore(offsets: readonly NextOffset[]): Promise<void>;
  /** Resets a group without members to the beginning of the topics. */
  rewind(group: string, topics: readonly string[]): Promise<void>;
  settingsOf(topics: readonly string[]): Promise<Map<string, TopicSetting[]>>;
  /** Replaces all settings of these topics; what is not given returns to its default. */
  replaceSettings(settings: ReadonlyMap<string, Readonly<Record<string, string>>>): Promise<void>;
  /** Gives a user of the brokers exactly these rights. Idempotent. */
  replaceGrants(user: string, grants: readonly Grant[]): Promise<{ added: number; removed: number }>;
  close(): Promise<void>;
}

/** Resource type of a topic in Kafka's protocol. */
const topicResource = 2;
/** Source of a setting in Kafka's protocol: the topic itself. */
const setOnTopic = 1;

/**
 * Connects to the brokers as an administrator.
 * @param retries of each request while the brokers do not respond; with a backoff of up to 5 s between them
 */
export async function openAdmin(kafka: KafkaClient, { retries = 8 } = {}): Promise<KafkaAdmin> {
  const admin = rawOf(kafka).admin({ retry: { retries } });
  try {
    await admin.connect();
  } catch (error) {
    await admin.disconnect().catch(() => undefined);
    throw error;
  }
  return {
    listTopics: () => admin.listTopics(),
    listGroups: async () => (await admin.listGroups()).groups.map(({ groupId }) => groupId),
    createTopics: (topics) => createTopicsWithLeaders(admin, topics),
    rangesOf: (topics) => rangesOf(admin, topics),
    committedOf: (group, topics) => committedOf(admin, group, topics),
    commit: (group, offsets) => commitOffsets(kafka, group, offsets),
    async deleteBefore(offsets) {
      for (const { topic, partitions } of byTopic(offsets)) {
        // KafkaJS does not look up the leaders of a topic that it has not used.
        await admin.fetchTopicOffsets(topic);
        await admin.deleteTopicRecords({ topic, partitions });
      }
    },
    async rewind(groupId, topics) {
      for (const topic of topics) await admin.resetOffsets({ groupId, topic, earliest: true });
    },
    settingsOf: (topics) => settingsOf(admin, topics),
    async replaceSettings(settings) {
      const resources = [...settings].map(([name, values]) => ({
        type: topicResource,
        name,
        configEntries: Object.entries(values).map(([key, value]): IResourceConfigEntry => ({ name: key, value })),
      }));
      await admin.alterConfigs({ validateOnly: false, resources });
    },
    replaceGrants: (user, grants) => replaceGrants(admin, user, grants),
    close: () => admin.disconnect(),
  };
}

/**
 * Sequentially, the requests for 127 topics take 2.7 s instead of 0.4 s. For each new topic the client reads the metadata of all
 * under a lock: with all at once, the last ones time out on a busy machine.
 */
const topicsAtOnce = 16;

export async function rangesOf(admin: Admin, topics: readonly string[]): Promise<TopicRange[]> {
  const limited = limitConcurrency(topicsAtOnce);
  const ranges = await Promise.all(
    topics.map(async (topic) =>
      (await limited(() => admin.fetchTopicOffsets(topic))).map(({ partition, low, high }) => ({
        topic,
        partition,
        begin: Number(low),
        end: Number(high),
      })),
    ),
  );
  return ranges.flat();
}

async function committedOf(
  admin: Admin,
  groupId: string,
  topics: readonly string[] | undefined,
): Promise<CommittedOffset[]> {
  const found = await admin.fetchOffsets({ groupId, ...(topics && { topics: [...topics] }) });
  return found.flatMap(({ topic, partitions }) =>
    // −1 means that nothing has been committed.
    partitions.map(({ partition, offset }) => ({
      topic,
      partition,
      offset: Number(offset) < 0 ? null : Number(offset),
    })),
  );
}

async function settingsOf(admin: Admin, topics: readonly string[]): Promise<Map<string, TopicSetting[]>> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map((name) => ({ type: topicResource, name })),
  });
  return new Map(
    resources.map(({ resourceName, configEntries }) => [
      resourceName,
      configEntries.map(({ configName, configValue, configSource }) => ({
        name: configName,
        value: configValue,
        isOwn: configSource === setOnTopic,
      })),
    ]),
  );
}
