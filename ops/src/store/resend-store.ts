import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema } from 'mongoose';
import type { Report, Resend, ResendStatus } from '../domain/resend.ts';

interface ResendDocument extends Omit<Resend, 'id'> {
  _id: string;
}

const keepSeconds = 180 * 24 * 60 * 60;
const report = { _id: false, group: String, outcome: String, errorCode: String, at: Date };
const schema = new Schema<ResendDocument>(
  {
    _id: String,
    replayId: String,
    letterId: String,
    group: String,
    topic: String,
    kind: String,
    skip: String,
    awaited: [String],
    reports: [report],
    status: String,
    claimedAt: Date,
    publishedAt: Date,
  },
  { collection: 'resends', versionKey: false },
);
schema.index({ replayId: 1, status: 1, publishedAt: 1 }, { name: 'of_replay' });
schema.index({ letterId: 1, claimedAt: 1 }, { name: 'of_letter' });
schema.index({ status: 1, publishedAt: 1 }, { name: 'waiting', partialFilterExpression: { status: 'waiting' } });
schema.index({ claimedAt: 1 }, { name: 'expire', expireAfterSeconds: keepSeconds });

const toResend = ({ _id, ...rest }: ResendDocument): Resend => ({ ...rest, id: _id });

/** Progress of a replay. */
export interface ResendCounts {
  claimed: number;
  published: number;
  waiting: number;
  succeeded: number;
  failed: number;
}

export function createResendStore(connection: Connection) {
  const resends = modelOf(connection, 'Resend', schema);
  return {
    async insert(session: ClientSession, added: readonly Resend[]): Promise<void> {
      await resends.insertMany(
        added.map(({ id, ...rest }) => ({ ...rest, _id: id })),
        { session },
      );
    },

    async findById(id: string, session: ClientSession): Promise<Resend | null> {
      const found = await resends.findById(id).session(session).lean<ResendDocument>();
      return found && toResend(found);
    },

    /** Returns the resends of a letter, oldest first. */
    async findByLetter(letterId: string): Promise<Resend[]> {
      return (await resends.find({ letterId }).sort({ claimedAt: 1 }).lean<ResendDocument[]>()).map(toResend);
    },

    /** Returns claimed resends that may be unpublished: their process crashed or is about to publish them. */
    async findUnpublished(replayId: string): Promise<Resend[]> {
      const found = await resends.find({ replayId, status: 'waiting', publishedAt: null }).lean<ResendDocument[]>();
      return found.map(toResend);
    },

    async markPublished(ids: readonly string[], at: Date): Promise<void> {
      await resends.updateMany({ _id: { $in: [...ids] } }, { $set: { publishedAt: at } });
    },

    async saveReports(
      session: ClientSession,
      id: string,
      { reports, status }: { reports: Report[]; status: ResendStatus },
    ): Promise<void> {
      await resends.updateOne({ _id: id }, { $set: { reports, status } }, { session });
    },

    async countsOf(replayId: string): Promise<ResendCounts> {
      const rows = await resends.aggregate<{ _id: { status: ResendStatus; isPublished: boolean }; count: number }>([
        { $match: { replayId } },
        {
          $group: {
            _id: { status: '$status', isPublished: { $gt: ['$publishedAt', null] } },
            count: { $sum: 1 },
          },
        },
      ]);
      const sum = (isWanted: (row: { status: ResendStatus; isPublished: boolean }) => boolean) =>
        rows.reduce((total, { _id, count }) => total + (isWanted(_id) ? count : 0), 0);
      return {
        claimed: sum(() => true),
        published: sum(({ isPublished }) => isPublished),
        waiting: sum(({ status }) => status === 'waiting'),
        succeeded: sum(({ status }) => status === 'succeeded'),
        failed: sum(({ status }) => status === 'failed'),
      };
    },

    /** Returns when the last resend of a letter was published; null if it was not yet. */
    async lastPublishedAt(letterId: string): Promise<Date | null> {
      const found = await resends.findOne({ letterId }).sort({ claimedAt: -1 }).lean<ResendDocument>();
      return found?.publishedAt ?? null;
    },

    /** Returns the number and age of resends without a report. */
    async waitingStatus(): Promise<{ count: number; oldestAt: Date | null }> {
      const [count, oldest] = await Promise.all([
        resends.countDocuments({ status: 'waiting' }),
        resends
          .findOne({ status: 'waiting', publishedAt: { $ne: null } })
          .sort({ publishedAt: 1 })
          .lean(),
      ]);
      return { count, oldestAt: oldest?.publishedAt ?? null };
    },
  };
}

export type ResendStore = ReturnType<typeof createResendStore>;
