import type { Connection } from '@ticketing/common/mongo';
import { type MailDocument, mailsOf } from './mail-schema.ts';

/** What operators see of a mail about an order. */
export type RecordedMail = Pick<
  MailDocument,
  'kind' | 'status' | 'createdAt' | 'attempts' | 'dueAt' | 'waitsFor' | 'endedAt' | 'reason'
> & { id: string };

/** Reads the mails about an order. */
export function orderMails(connection: Connection) {
  const mails = mailsOf(connection);
  return {
    /** Returns them, oldest first. */
    async findByOrder(orderId: string): Promise<RecordedMail[]> {
      const found = await mails.find({ orderId }).sort({ createdAt: 1 }).lean();
      return found.map(({ _id: id, kind, status, createdAt, attempts, dueAt, waitsFor, endedAt, reason }) => ({
        ...{ id, kind, status, createdAt, attempts, dueAt, waitsFor, endedAt, reason },
      }));
    },
  };
}

export type OrderMails = ReturnType<typeof orderMails>;
