import type { Kafka } from 'kafkajs';
import { keepAdmin } from './keep-admin.ts';

/** How many messages of some topics a consumer group has not committed yet. Keeps one connection. */
export function groupLag(
  kafka: Kafka,
  group: string,
  topics: string[],
): { read: () => Promise<number>; close: () => Promise<void> } {
  const { ask, close } = keepAdmin(kafka);
  const read = () =>
    ask(async (admin) => {
      const committed = await admin.fetchOffsets({ groupId: group, topics });
      const lags = await Promise.all(
        committed.map(async ({ topic, partitions }) => {
          const ends = new Map(
            (await admin.fetchTopicOffsets(topic)).map(({ partition, ...ends }) => [partition, ends]),
          );
          return partitions.map(({ partition, offset }) => {
            const end = ends.get(partition);
            // A group that has committed nothing (−1) begins at the first message that is still there.
            return end ? Number(end.high) - Math.max(Number(offset), Number(end.low)) : 0;
          });
        }),
      );
      return lags.flat().reduce((sum, lag) => sum + Math.max(0, lag), 0);
    });
  return { read, close };
}
