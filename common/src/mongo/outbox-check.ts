import { type Connection, Schema } from 'mongoose';
import type { OutboxCheckStore } from '../reconcile/index.ts';
import { isDuplicateKey } from './connection.ts';
import { modelOf } from './model-of.ts';
import { outboxOf, queueFilter } from './outbox.ts';

interface OutboxCheckDocument {
  _id: string;
  claimedUntil: Date;
  /** Every event written up to this time was found on its topic. */
  cleanUntil: Date | null;
  missing: number;
}
const schema = new Schema<OutboxCheckDocument>(
  { _id: String, claimedUntil: Date, cleanUntil: { type: Date, default: null }, missing: Number },
  { collection: 'outbox_check', versionKey: false },
);
const only = { _id: 'outbox' };
/** The ids of one query must fit into one request. */
const rowsPerQuery = 10_000;

/** Creates the check store of a MongoDB outbox: a row that has left the queue must be on its topic. */
export function mongoOutboxCheck(connection: Connection): OutboxCheckStore {
  const checks = modelOf(connection, 'OutboxCheck', schema);
  const { log, queue } = outboxOf(connection);
  const ensureExists = async () => {
    const unclaimed = { claimedUntil: new Date(0), cleanUntil: null, missing: 0 };
    try {
      await checks.updateOne(only, { $setOnInsert: unclaimed }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error, '_id_')) throw error; // another replica created it first
    }
  };
  const from = (ms: number) => ({ $add: ['$$NOW', ms] });
  return {
    async claim(forMs) {
      await ensureExists();
      const claimed = await checks
        .findOneAndUpdate(
          { ...only, $expr: { $lte: ['$claimedUntil', '$$NOW'] } },
          [{ $set: { claimedUntil: from(forMs) } }],
          { returnDocument: 'after', updatePipeline: true, projection: { cleanUntil: 1, now: '$$NOW' } },
        )
        .lean<{ cleanUntil: Date | null; now: Date } | null>();
      return claimed && { now: claimed.now, cleanUntil: claimed.cleanUntil };
    },

    async oldestAt() {
      const oldest = await log.findOne().sort({ createdAt: 1 }).lean();
      return oldest?.createdAt ?? null;
    },

    async timeOfNthRow(after, upTo, n) {
      const [last] = await log
        .find({ createdAt: { $gt: after, $lte: upTo } }, { createdAt: 1, _id: 0 })
        .sort({ createdAt: 1 })
        .skip(n - 1)
        .limit(1)
        .lean();
      return last?.createdAt ?? null;
    },

    // The queue is read after the log, so that rows published in between count as published.
    async rowsBetween(after, upTo) {
      const rows = await log
        .find({ createdAt: { $gt: after, $lte: upTo } }, { topic: 1, createdAt: 1, aggregateId: 1, sequence: 1 })
        .lean();
      const inFlight = new Set<string>();
      for (let at = 0; at < rows.length; at += rowsPerQuery) {
        const waiting = await queue.find(queueFilter(rows.slice(at, at + rowsPerQuery)), { eventId: 1 }).lean();
        for (const { eventId } of waiting) inFlight.add(eventId);
      }
      return rows.map(({ _id: eventId, topic, createdAt: at }) => {
        return { eventId, topic, at, isInFlight: inFlight.has(eventId) };
      });
    },

    async record({ cleanUntil, missing, nextCheckInMs }) {
      await checks.updateOne(only, [{ $set: { cleanUntil, missing, claimedUntil: from(nextCheckInMs) } }], {
        updatePipeline: true,
      });
    },

    async status() {
      const found = await checks.findOne(only).lean();
      return { cleanUntil: found?.cleanUntil ?? null, missing: found?.missing ?? 0 };
    },
  };
}
