import { createAdminConnection } from './admin-connection.ts';
import type { KafkaClient } from './client.ts';

/**
 * Creates a reader of a consumer group's lag by topic: messages that exist and whose offset is not committed. Keeps one
 * connection.
 */
export function groupLag(
  kafka: KafkaClient,
  group: string,
  topics: string[],
): { read: () => Promise<Map<string, number>>; close: () => Promise<void> } {
  const { query, close } = createAdminConnection(kafka);
  const read = () =>
    query(async (admin) => {
      const committed = await admin.fetchOffsets({ groupId: group, topics });
      const lags = await Promise.all(
        committed.map(async ({ topic, partitions }) => {
          const ends = new Map(
            (await admin.fetchTopicOffsets(topic)).map(({ partition, ...ends }) => [partition, ends]),
          );
          const lag = partitions.reduce((sum, { partition, offset }) => {
            const end = ends.get(partition);
            // A group without a committed offset (−1) starts at the first message that still exists.
            return sum + (end ? Math.max(0, Number(end.high) - Math.max(Number(offset), Number(end.low))) : 0);
          }, 0);
          return [topic, lag] as const;
        }),
      );
      return new Map(lags);
    });
  return { read, close };
}
