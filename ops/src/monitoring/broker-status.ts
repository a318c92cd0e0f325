import type { CommittedOffset, KafkaAdmin, TopicRange } from '@ticketing/common/kafka';
import { type Group, groupsOf, retryTopicFor, retryTopicsOf, topicNames } from '@ticketing/contracts';

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

const retryTopics = topicNames.flatMap((topic) => groupsOf(topic).flatMap((group) => retryTopicsOf(topic, group)));

type RangesByTopic = ReadonlyMap<string, TopicRange[]>;

/** A group's committed offsets, by topic. */
interface Committed {
  group: string;
  topics: ReadonlyMap<string, CommittedOffset[]>;
}

/** Reads the lag of every consumer group on the broker, including those of other systems. */
export async function readBrokerStatus(admin: KafkaAdmin): Promise<BrokerStatus> {
  const groups = await admin.listGroups();
  const committed = await Promise.all(
    groups.map(async (group): Promise<Committed> => {
      return { group, topics: Map.groupBy(await admin.committedOf(group), ({ topic }) => topic) };
    }),
  );
  const existing = new Set(await admin.listTopics());
  const wanted = new Set([...retryTopics, ...committed.flatMap(({ topics }) => [...topics.keys()])]);
  const ranges = await admin.rangesOf([...wanted].filter((topic) => existing.has(topic)));
  const byTopic = Map.groupBy(ranges, ({ topic }) => topic);

  const consumers = committed.map(({ group, topics }): ConsumerLag => {
    const lags = [...topics].map(([topic, offsets]) => ({ topic, lag: lagOf(byTopic.get(topic), offsets) }));
    return { group, lag: sumOf(lags), topics: lags.filter(({ lag }) => lag > 0) };
  });
  return {
    consumers: consumers.toSorted((a, b) => (a.group < b.group ? -1 : 1)),
    retries: retriesOf(byTopic, committed),
  };
}

const sumOf = (lags: readonly { lag: number }[]): number => lags.reduce((sum, { lag }) => sum + lag, 0);

/** Computes the lag; a partition without a committed offset is read from its beginning. */
const lagOf = (ranges: readonly TopicRange[] = [], committed: readonly CommittedOffset[]): number =>
  ranges.reduce((sum, { partition, begin, end }) => {
    const offset = committed.find((of) => of.partition === partition)?.offset ?? begin;
    return sum + end - Math.max(begin, offset);
  }, 0);

/** Counts pending retries. A retry topic may have several reader groups; the most advanced one counts. */
function retriesOf(byTopic: RangesByTopic, committed: readonly Committed[]): BrokerStatus['retries'] {
  const waiting = retryTopics.map((topic) => {
    const readers = committed.flatMap(({ topics }) => [topics.get(topic) ?? []]);
    const lags = [[], ...readers].map((offsets) => lagOf(byTopic.get(topic), offsets));
    return { group: retryTopicFor(topic)?.group as Group, lag: Math.min(...lags) };
  });
  return [...Map.groupBy(waiting, ({ group }) => group)]
    .map(([group, lags]) => ({ group, waiting: sumOf(lags) }))
    .filter(({ waiting: count }) => count > 0);
}
