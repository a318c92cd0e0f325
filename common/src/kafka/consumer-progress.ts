import { createAdminConnection } from './admin-connection.ts';
import type { KafkaClient } from './client.ts';
import { partitionOf } from './partitioner.ts';
import type { TopicPartition } from './topic-partition.ts';

export interface ProgressOptions {
  kafka: KafkaClient;
  group: string;
  /**
   * The next offset to process; undefined for a partition that is not assigned to this process or has not been read
   * yet.
   */
  positionOf: (topicPartition: TopicPartition) => number | undefined;
}

/** The end of a topic at some moment. */
export interface TopicEnd {
  topic: string;
  /** By partition: the offset after the last message. */
  ends: ReadonlyMap<number, number>;
}

interface TopicState {
  /** By partition: the offset after the last message. */
  ends: Map<number, number>;
  /** By partition: the group's committed offset. */
  committed: Map<number, number>;
}

/** Compares a group's progress with the end of a topic. Concurrent calls share one response of the broker. */
export function createConsumerProgress({ kafka, group, positionOf }: ProgressOptions) {
  const { query, close } = createAdminConnection(kafka);
  /** Queries that have not been sent yet: a caller that joins one gets a result newer than its call. */
  const queued = new Map<string, Promise<TopicState>>();
  let last: Promise<unknown> = Promise.resolve();

  const read = (topic: string): Promise<TopicState> =>
    query(async (admin) => {
      const ends = new Map(
        (await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, Number(high)]),
      );
      const [found] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
      // −1 means that nothing has been committed.
      const committed = new Map(
        found?.partitions.map(({ partition, offset }) => [partition, Math.max(0, Number(offset))]),
      );
      return { ends, committed };
    });

  const stateOf = (topic: string): Promise<TopicState> => {
    const waiting = queued.get(topic);
    if (waiting) return waiting;
    const next = last.then(() => {
      queued.delete(topic);
      return read(topic);
    });
    queued.set(topic, next);
    last = next.catch(() => undefined);
    return next;
  };

  const isPartitionCaughtUp = (
    topic: string,
    partition: number,
    { ends, committed }: Pick<TopicEnd, 'ends'> & Pick<TopicState, 'committed'>,
  ): boolean => (positionOf({ topic, partition }) ?? committed.get(partition) ?? 0) >= (ends.get(partition) ?? 0);

  return {
    async isCaughtUp(topic: string, key: string): Promise<boolean> {
      const state = await stateOf(topic);
      return isPartitionCaughtUp(topic, partitionOf(Buffer.from(key), state.ends.size), state);
    },
    async endOf(topic: string): Promise<TopicEnd> {
      const { ends } = await stateOf(topic);
      return { topic, ends };
    },
    async isCaughtUpTo({ topic, ends }: TopicEnd): Promise<boolean> {
      const isAssignedHere = [...ends.keys()].every((partition) => positionOf({ topic, partition }) !== undefined);
      const { committed } = isAssignedHere ? { committed: new Map<number, number>() } : await stateOf(topic);
      return [...ends.keys()].every((partition) => isPartitionCaughtUp(topic, partition, { ends, committed }));
    },
    close,
  };
}
