import { type Connection, type OutboxRow, outboxCollection } from '@ticketing/common/mongo';

/** A row as it is published. */
export type PendingRow = Pick<
  OutboxRow,
  '_id' | 'topic' | 'key' | 'aggregateId' | 'sequence' | 'payload' | 'headers' | 'replayId' | 'firstDiedAt'
>;

const fields = {
  topic: 1,
  key: 1,
  aggregateId: 1,
  sequence: 1,
  payload: 1,
  headers: 1,
  replayId: 1,
  firstDiedAt: 1,
} satisfies Partial<Record<keyof PendingRow, 1>>;

export interface LeftOut {
  /** Published, and being marked at this moment. */
  published: readonly PendingRow[];
  /** Aggregates that have to wait. */
  aggregateIds: readonly string[];
}

/** How many rows are looked for first. A query by age is enough for fewer, because those are all there are. */
export const glance = 100;

// One moment for a whole query: without it a long scan could meet an event and have missed its predecessor.
const atOneMoment = { readConcern: { level: 'snapshot' } } as const;

/** What is pending in the outbox. The rows are the truth; there is no high-water mark to lose. */
export function createOutboxReader(connection: Connection) {
  const outbox = connection.collection<OutboxRow>(outboxCollection);

  return {
    /**
     * Pending rows, the oldest aggregates first, in sequence within each. Never a row whose pending predecessor is not
     * there too, nor left out as published.
     * @param limit rows at most, ≥ {@link glance}
     * @returns fewer than {@link glance} only if there are no more
     */
    async readPending(limit: number, leftOut: LeftOut): Promise<PendingRow[]> {
      const waiting = leftOut.aggregateIds.length > 0 ? { aggregateId: { $nin: [...leftOut.aggregateIds] } } : {};
      const unmarked = leftOut.published.length > 0 ? { _id: { $nin: leftOut.published.map(({ _id }) => _id) } } : {};
      const few = await outbox
        .find<PendingRow>({ state: 'pending', ...waiting, ...unmarked }, { projection: fields, ...atOneMoment })
        .hint('pending_oldest_first')
        .sort({ createdAt: 1 })
        .limit(glance)
        .toArray();
      if (few.length < glance) return few.sort(bySequence);

      // Clocks differ, so the oldest rows by time may lack a predecessor: whose rows they are is what counts. The index
      // knows that by itself.
      const oldest = await outbox
        .find({ state: 'pending', ...waiting }, { projection: { _id: 0, aggregateId: 1 }, ...atOneMoment })
        .hint('pending_oldest_first')
        .sort({ createdAt: 1 })
        .limit(limit + leftOut.published.length)
        .toArray();
      const aggregateIds = [...new Set(oldest.map(({ aggregateId }) => aggregateId))];
      return outbox
        .find<PendingRow>(
          { state: 'pending', aggregateId: { $in: aggregateIds }, ...unmarked },
          { projection: fields, ...atOneMoment },
        )
        .hint('pending_in_sequence')
        .sort({ aggregateId: 1, sequence: 1 })
        .limit(limit)
        .toArray();
    },

    async pendingStatus(): Promise<{ count: number; oldestAt: Date | null }> {
      const [count, oldest] = await Promise.all([
        outbox.countDocuments({ state: 'pending' }, { hint: 'pending_oldest_first' }),
        outbox.findOne({ state: 'pending' }, { sort: { createdAt: 1 }, projection: { createdAt: 1 } }),
      ]);
      return { count, oldestAt: oldest?.createdAt ?? null };
    },
  };
}

const bySequence = (a: PendingRow, b: PendingRow): number =>
  a.aggregateId === b.aggregateId ? a.sequence - b.sequence : a.aggregateId < b.aggregateId ? -1 : 1;

export type OutboxReader = ReturnType<typeof createOutboxReader>;
