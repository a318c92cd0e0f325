import { retryTransient } from '../errors/index.ts';
import { type KafkaClient, rawOf } from './client.ts';
import type { TopicPartition } from './topic-partition.ts';

export type NextOffset = TopicPartition & { offset: number };

/** Groups offsets as KafkaJS takes them. */
export const byTopic = (offsets: readonly NextOffset[]) =>
  [...Map.groupBy(offsets, ({ topic }) => topic)].map(([topic, found]) => ({
    topic,
    partitions: found.map(({ partition, offset }) => ({ partition, offset: String(offset) })),
  }));

/**
 * Commits the next offsets of a group that has no members, as its only member. KafkaJS' own `setOffsets` joins the group once per
 * topic: for all groups of this system, four minutes on a busy machine.
 */
export const commitOffsets = (kafka: KafkaClient, groupId: string, offsets: readonly NextOffset[]): Promise<void> =>
  // A broker that has just started loads its coordinators, and refuses groups meanwhile.
  retryTransient(() => commitAsMember(kafka, groupId, offsets), { forMs: 60_000 });

async function commitAsMember(kafka: KafkaClient, groupId: string, offsets: readonly NextOffset[]): Promise<void> {
  const [first] = offsets;
  if (!first) return;
  const consumer = rawOf(kafka).consumer({ groupId, allowAutoTopicCreation: false });
  const crashed = Promise.withResolvers<never>();
  crashed.promise.catch(() => undefined);
  consumer.on(consumer.events.CRASH, ({ payload }) => crashed.reject(payload.error));
  const joined = Promise.withResolvers<void>();
  consumer.on(consumer.events.GROUP_JOIN, () => joined.resolve());
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [first.topic] });
    await consumer.run({ autoCommit: false, eachBatch: async () => undefined });
    await Promise.race([joined.promise, crashed.promise]);
    await consumer.commitOffsets(
      offsets.map(({ topic, partition, offset }) => ({ topic, partition, offset: String(offset) })),
    );
  } finally {
    await consumer.disconnect();
  }
}
