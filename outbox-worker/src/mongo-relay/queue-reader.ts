import {
  type Connection,
  collectionOf,
  fromQueueDocument,
  outboxOf,
  type PendingRow,
  type QueuePosition,
} from '@ticketing/common/mongo';

export interface ReadOptions {
  /** Maximum number of rows. */
  limit: number;
  /** Position to continue after; null starts at the beginning. */
  after: QueuePosition | null;
  /** Aggregates to skip. */
  blocked: ReadonlySet<string>;
}

/** Creates the reader of pending rows. The rows are the source of truth; there is no high-water mark to lose. */
export function createQueueReader(connection: Connection) {
  const queue = collectionOf(connection, outboxOf(connection).queue);

  return {
    /**
     * Returns queued rows, in sequence within each aggregate. Never returns a row whose predecessor is queued too,
     * unless that is before `after`.
     * @returns fewer rows than the limit only at the end of the queue
     */
    async readPending({ limit, after, blocked }: ReadOptions): Promise<PendingRow[]> {
      const documents = await queue
        .find(
          {
            ...(after && { _id: { $gt: after } }),
            ...(blocked.size > 0 && { '_id.aggregateId': { $nin: [...blocked] } }),
          },
          {
            projection: { _id: 0, event: 1 },
            sort: { _id: 1 },
            limit,
            batchSize: limit,
            // Only majority-committed rows, as of a single moment.
            readConcern: { level: 'snapshot' },
            // Written as UTF-8; validation would take as long as parsing.
            enableUtf8Validation: false,
          },
        )
        .toArray();
      return documents.map(fromQueueDocument);
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
