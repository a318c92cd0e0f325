import type { ClientSession, Connection } from '@ticketing/common/mongo';
import { isLinkMailKind, type LinkMail, type Mail, type OrderMail } from '../domain/mail.ts';
import { type MailDocument, mailsOf } from './mail-schema.ts';

export type NewMail = Omit<OrderMail, 'attempts' | 'createdAt'> | Omit<LinkMail, 'attempts' | 'createdAt'>;

function toMail({ _id: id, kind, createdAt, attempts, ...rest }: MailDocument): Mail {
  const { requestId = '', userId = '', sealedMail = '', expiresAt = new Date(0) } = rest;
  return isLinkMailKind(kind)
    ? { id, kind, createdAt, attempts, requestId, userId, sealedMail, expiresAt }
    : { id, kind, createdAt, attempts, orderId: rest.orderId ?? '', refund: rest.refund ?? null };
}

/** How an attempt ended. */
export type MailOutcome =
  | { status: 'sent' }
  | { status: 'failed' | 'skipped'; reason: string }
  | { status: 'due'; retryInMs: number; waitsFor?: string }
  /** Nobody has looked at it, so it was no attempt: it is due again at once. */
  | { status: 'untried' };

/** Stores the mails to send and what happened to them, by the database's clock. */
export function createMailStore(connection: Connection) {
  const mails = mailsOf(connection);
  const from = (ms: number) => ({ $add: ['$$NOW', ms] });
  return {
    /** Inserts mails that are not there yet; they are due at once. Requires the transaction of the event. */
    async insertAll(tx: ClientSession, given: readonly NewMail[], now: Date): Promise<void> {
      if (given.length === 0) return;
      await mails.bulkWrite(
        given.map(({ id, ...mail }) => ({
          updateOne: {
            filter: { _id: id },
            update: {
              $setOnInsert: {
                ...mail,
                status: 'due' as const,
                createdAt: now,
                attempts: 0,
                dueAt: now,
                waitsFor: null,
                endedAt: null,
                reason: null,
              },
            },
            upsert: true,
          },
        })),
        { session: tx },
      );
    },

    /** Gives up the mails with links for these users, and erases what they say. */
    async eraseLinks(tx: ClientSession, userIds: readonly string[], now: Date): Promise<void> {
      await mails.updateMany(
        { userId: { $in: [...userIds] }, sealedMail: { $type: 'string' } },
        {
          $set: { status: 'skipped', reason: 'account_deleted', endedAt: now, waitsFor: null },
          $unset: { sealedMail: '' },
        },
        { session: tx },
      );
    },

    /** Makes the mails due at once that wait for one of these. */
    async release(tx: ClientSession, waitedFor: readonly string[], now: Date): Promise<void> {
      await mails.updateMany(
        { waitsFor: { $in: [...waitedFor] }, status: 'due' },
        { $set: { dueAt: now, waitsFor: null } },
        { session: tx },
      );
    },

    /**
     * Claims the mail that has been due the longest, and postpones it: after a crash it is due again.
     * @param leaseMs longer than an attempt takes
     */
    async claim(leaseMs: number): Promise<Mail | null> {
      const found = await mails
        .findOneAndUpdate(
          { status: 'due', $expr: { $lte: ['$dueAt', '$$NOW'] } },
          [{ $set: { dueAt: from(leaseMs), attempts: { $add: ['$attempts', 1] } } }],
          { sort: { dueAt: 1 }, returnDocument: 'after', updatePipeline: true },
        )
        .lean();
      return found && toMail(found);
    },

    /** Records how an attempt ended. */
    async record({ id }: Pick<Mail, 'id'>, outcome: MailOutcome): Promise<void> {
      if (outcome.status === 'untried') {
        const untried = { $set: { dueAt: '$$NOW', attempts: { $subtract: ['$attempts', 1] } } };
        await mails.updateOne({ _id: id, status: 'due' }, [untried], { updatePipeline: true });
        return;
      }
      if (outcome.status === 'due') {
        const { retryInMs, waitsFor = null } = outcome;
        await mails.updateOne({ _id: id, status: 'due' }, [{ $set: { dueAt: from(retryInMs), waitsFor } }], {
          updatePipeline: true,
        });
        return;
      }
      const { status } = outcome;
      const reason = 'reason' in outcome ? outcome.reason : null;
      await mails.updateOne(
        { _id: id },
        [
          { $set: { status, reason, endedAt: '$$NOW', waitsFor: null } },
          // A refused mail can be sent again.
          ...(status === 'failed' ? [] : [{ $unset: 'sealedMail' }]),
        ],
        { updatePipeline: true },
      );
    },

    /** Returns milliseconds until the next mail is due, ≥ 0; null when none is. */
    async nextDueInMs(): Promise<number | null> {
      const [next] = await mails
        .find({ status: 'due' }, { inMs: { $subtract: ['$dueAt', '$$NOW'] } })
        .sort({ dueAt: 1 })
        .limit(1)
        .lean<{ inMs: number }[]>();
      return next ? Math.max(0, Number(next.inMs)) : null;
    },
  };
}

export type MailStore = ReturnType<typeof createMailStore>;
