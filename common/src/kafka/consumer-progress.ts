import type { Kafka } from 'kafkajs';
import { keepAdmin } from './keep-admin.ts';
import { partitionOf } from './partitioner.ts';
import type { Place } from './place.ts';

export interface ProgressOptions {
  kafka: Kafka;
  group: string;
  /** How far a partition is processed here; undefined for one that is not assigned to this process, or was not read yet. */
  positionOf: (place: Place) => number | undefined;
}

/** Where a topic ended at some moment. */
export interface TopicEnd {
  topic: string;
  /** By partition: the offset after the last message. */
  ends: ReadonlyMap<number, number>;
}

interface TopicState {
  /** By partition: the offset after the last message. */
  ends: Map<number, number>;
  /** By partition: where the group goes on. */
  committed: Map<number, number>;
}

/** Tells how far a group is, compared with what is on a topic. Questions at the same time share one answer of the broker. */
export function createConsumerProgress({ kafka, group, positionOf }: ProgressOptions) {
  const { ask, close } = keepAdmin(kafka);
  /** A question that has not been sent yet: whoever joins it gets an answer that is newer than its own question. */
  const queued = new Map<string, Promise<TopicState>>();
  let last: Promise<unknown> = Promise.resolve();

  const read = (topic: string): Promise<TopicState> =>
    ask(async (admin) => {
      const ends = new Map(
        (await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, Number(high)]),
      );
      const [found] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
      // −1: nothing was committed yet.
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

  const isPastPartition = (
    topic: string,
    partition: number,
    { ends, committed }: Pick<TopicEnd, 'ends'> & Pick<TopicState, 'committed'>,
  ): boolean => (positionOf({ topic, partition }) ?? committed.get(partition) ?? 0) >= (ends.get(partition) ?? 0);

  return {
    async isPast(topic: string, key: string): Promise<boolean> {
      const state = await stateOf(topic);
      return isPastPartition(topic, partitionOf(Buffer.from(key), state.ends.size), state);
    },
    async endOf(topic: string): Promise<TopicEnd> {
      const { ends } = await stateOf(topic);
      return { topic, ends };
    },
    async isPastEnd({ topic, ends }: TopicEnd): Promise<boolean> {
      const here = [...ends.keys()].every((partition) => positionOf({ topic, partition }) !== undefined);
      const { committed } = here ? { committed: new Map<number, number>() } : await stateOf(topic);
      return [...ends.keys()].every((partition) => isPastPartition(topic, partition, { ends, committed }));
    },
    close,
  };
}
