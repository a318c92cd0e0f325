import type { createKafka } from '@ticketing/common/kafka';
import { type Group, groupsOf, retryTopicFor, retryTopicsOf, topicNames } from '@ticketing/contracts';

type Admin = ReturnType<ReturnType<typeof createKafka>['admin']>;

export interface ConsumerLag {
  /** Consumer group, as known to the broker. */
  group: string;
  /** Uncommitted messages of its topics. */
  lag: number;
  /** Topics with lag. */
  topics: { topic: string; lag: number }[];
}

export interface BrokerStatus {
  consumers: ConsumerLag[];
  /** Failed messages waiting for their next attempt, by group. */
  retries: { group: Group; waiting: number }[];
}

interface PartitionOffsets {
  partition: number;
  low: number;
  high: number;
}

const retryTopics = topicNames.flatMap((topic) => groupsOf(topic).flatMap((group) => retryTopicsOf(topic, group)));

/** Reads the lag of every consumer group on the broker, including those of other systems. */
export async function readBrokerStatus(admin: Admin): Promise<BrokerStatus> {
  const { groups } = await admin.listGroups();
  const committed = await Promise.all(
    groups.map(async ({ groupId }) => ({ group: groupId, topics: await admin.fetchOffsets({ groupId }) })),
  );
  const existing = new Set(await admin.listTopics());
  const wanted = new Set([...retryTopics, ...committed.flatMap(({ topics }) => topics.map(({ topic }) => topic))]);
  const requested = [...wanted].filter((topic) => existing.has(topic));
  // Concurrently: sequentially, a hundred topics take seconds on a busy broker.
  const ends = new Map(await Promise.all(requested.map(async (topic) => [topic, await endsOf(admin, topic)] as const)));

  const consumers = committed.map(({ group, topics }): ConsumerLag => {
    const lags = topics.map(({ topic, partitions }) => ({ topic, lag: lagOf(ends.get(topic) ?? [], partitions) }));
    return { group, lag: sumOf(lags), topics: lags.filter(({ lag }) => lag > 0) };
  });
  return { consumers: consumers.toSorted((a, b) => (a.group < b.group ? -1 : 1)), retries: retriesOf(ends, committed) };
}

const sumOf = (lags: readonly { lag: number }[]): number => lags.reduce((sum, { lag }) => sum + lag, 0);

async function endsOf(admin: Admin, topic: string): Promise<PartitionOffsets[]> {
  const offsets = await admin.fetchTopicOffsets(topic);
  return offsets.map(({ partition, low, high }) => ({ partition, low: Number(low), high: Number(high) }));
}

interface Committed {
  partition: number;
  offset: string;
}

/** Computes the lag; a partition without a committed offset (−1) is read from its beginning. */
const lagOf = (ends: readonly PartitionOffsets[], committed: readonly Committed[]): number =>
  ends.reduce((sum, { partition, low, high }) => {
    const offset = Number(committed.find((of) => of.partition === partition)?.offset ?? -1);
    return sum + high - Math.max(low, offset);
  }, 0);

/** Counts pending retries. A retry topic may have several reader groups; the most advanced one counts. */
function retriesOf(
  ends: ReadonlyMap<string, PartitionOffsets[]>,
  committed: readonly { topics: { topic: string; partitions: Committed[] }[] }[],
): BrokerStatus['retries'] {
  const waiting = retryTopics.map((topic) => {
    const readers = committed.flatMap(({ topics }) => topics.filter((read) => read.topic === topic));
    const lags = [[], ...readers.map(({ partitions }) => partitions)].map((of) => lagOf(ends.get(topic) ?? [], of));
    return { group: retryTopicFor(topic)?.group as Group, lag: Math.min(...lags) };
  });
  return [...Map.groupBy(waiting, ({ group }) => group)]
    .map(([group, lags]) => ({ group, waiting: sumOf(lags) }))
    .filter(({ waiting: count }) => count > 0);
}
