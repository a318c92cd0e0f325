import {
  type Connection,
  collectionOf,
  fromQueue,
  outboxOf,
  type PendingRow,
  type PlaceInQueue,
} from '@ticketing/common/mongo';

export interface ReadOptions {
  /** Rows at most. */
  limit: number;
  /** Where the reading goes on; at the beginning without it. */
  after: PlaceInQueue | null;
  /** Aggregates that are left out. */
  heldBack: ReadonlySet<string>;
}

/** What is pending in the outbox. The rows are the truth; there is no high-water mark to lose. */
export function createQueueReader(connection: Connection) {
  const queue = collectionOf(connection, outboxOf(connection).queue);

  return {
    /**
     * Rows of the queue, in sequence within each aggregate. Never a row whose pending predecessor stands in the queue
     * too, unless that is before `after`.
     * @returns fewer than the limit only at the end of the queue
     */
    async readPending({ limit, after, heldBack }: ReadOptions): Promise<PendingRow[]> {
      const documents = await queue
        .find(
          {
            ...(after && { _id: { $gt: after } }),
            ...(heldBack.size > 0 && { '_id.aggregateId': { $nin: [...heldBack] } }),
          },
          {
            projection: { _id: 0, event: 1 },
            sort: { _id: 1 },
            limit,
            batchSize: limit,
            // Only what a majority has, and all of it at one moment.
            readConcern: { level: 'snapshot' },
            // It was written as UTF-8; looking at every character again takes as long as parsing it.
            enableUtf8Validation: false,
          },
        )
        .toArray();
      return documents.map(fromQueue);
    },

    async pendingStatus(): Promise<{ count: number; oldestAt: Date | null }> {
      const [status] = await queue
        .aggregate<{ count: number; oldestAt: Date }>([
          { $group: { _id: null, count: { $sum: 1 }, oldestAt: { $min: '$createdAt' } } },
        ])
        .toArray();
      return { count: status?.count ?? 0, oldestAt: status?.oldestAt ?? null };
    },
  };
}

export type QueueReader = ReturnType<typeof createQueueReader>;
