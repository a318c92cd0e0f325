import type { Connection } from '@ticketing/common/mongo';
import { mailsOf } from './mail-schema.ts';

/** What operators see of the mails that are not sent, and may do about them. */
export function unsentMails(connection: Connection) {
  const mails = mailsOf(connection);
  return {
    /** Makes refused mails due again. @param id one of them; undefined for all @returns how many */
    async resend(id?: string): Promise<number> {
      const { modifiedCount } = await mails.updateMany(
        { status: 'failed', ...(id !== undefined && { _id: id }) },
        [{ $set: { status: 'due', dueAt: '$$NOW', attempts: 0, reason: null, endedAt: null } }],
        { updatePipeline: true },
      );
      return modifiedCount;
    },

    /** Counts mails, and the age of the one that has been unsent the longest, for metrics and alerts. */
    async status(): Promise<{ due: number; failed: number; oldestDueAt: Date | null }> {
      const [due, failed, oldest] = await Promise.all([
        mails.countDocuments({ status: 'due' }),
        mails.countDocuments({ status: 'failed' }),
        // A mail without an address waits for it, and not for the mail server.
        mails.findOne({ status: 'due', waitsFor: null }, { createdAt: 1 }).sort({ createdAt: 1 }).lean(),
      ]);
      return { due, failed, oldestDueAt: oldest?.createdAt ?? null };
    },
  };
}
