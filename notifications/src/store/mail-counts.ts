import type { ClientSession, Connection } from '@ticketing/common/mongo';
import type { PerformanceMails } from '../domain/cancellation.ts';
import type { MailStatus } from '../domain/mail.ts';
import { mailsOf } from './mail-schema.ts';

interface Group {
  status: MailStatus;
  count: number;
}

const byStatus = [
  { $group: { _id: '$status', count: { $sum: 1 } } },
  { $project: { _id: 0, status: '$_id', count: 1 } },
];

const countsOf = (groups: readonly Group[]): Record<MailStatus, number> => ({
  ...{ due: 0, sent: 0, failed: 0, skipped: 0 },
  ...Object.fromEntries(groups.map(({ status, count }) => [status, count])),
});

/** Counts the mails about a cancelled performance. Those about refunds are found by the orders that it has ended. */
export function createMailCounts(connection: Connection) {
  const mails = mailsOf(connection);
  return {
    async ofPerformance(tx: ClientSession, performanceId: string): Promise<PerformanceMails> {
      const about = { $match: { performanceId, kind: 'event_cancelled' } };
      const ended = await mails.aggregate<Group>([about, ...byStatus], { session: tx });
      const refunded = await mails.aggregate<Group>(
        [
          about,
          { $lookup: { from: mails.collection.name, localField: 'orderId', foreignField: 'orderId', as: 'other' } },
          { $unwind: '$other' },
          { $replaceRoot: { newRoot: '$other' } },
          { $match: { kind: 'refunded' } },
          ...byStatus,
        ],
        { session: tx },
      );
      return { event_cancelled: countsOf(ended), refunded: countsOf(refunded) };
    },
  };
}

export type MailCounts = ReturnType<typeof createMailCounts>;
