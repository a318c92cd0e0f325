import { randomUUID } from 'node:crypto';
import { type ClientSession, type Connection, collectionOf } from '@ticketing/common/mongo';
import type { UpdateWithAggregationPipeline } from 'mongoose';
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

/**
 * Stores the mails to send and what happened to them, by the database's clock.
 * @param onDue called within a transaction that makes mails due
 */
export function createMailStore(connection: Connection, onDue: () => void = () => undefined) {
  const mails = mailsOf(connection);
  return {
    /** Inserts mails that are not there yet; they are due at once. Requires the transaction of the event. */
    async insertAll(tx: ClientSession, given: readonly NewMail[], now: Date): Promise<void> {
      if (given.length === 0) return;
      await mails.bulkWrite(
        given.map(({ id, ...mail }) => ({
          updateOne: {
            filter: { _id: id },
            update: { $setOnInsert: { ...mail, ...dueFrom(now) } },
            upsert: true,
          },
        })),
        { session: tx },
      );
      onDue();
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
      const { modifiedCount } = await mails.updateMany(
        { waitsFor: { $in: [...waitedFor] }, status: 'due' },
        { $set: { dueAt: now, waitsFor: null } },
        { session: tx },
      );
      if (modifiedCount > 0) onDue();
    },

    /**
     * Claims the mails that have been due the longest, and postpones them: after a crash they are due again.
     * @param leaseMs longer than their attempts take
     * @returns none when none is due
     */
    async claim(leaseMs: number, limit: number): Promise<Mail[]> {
      const isDue = { status: 'due' as const, $expr: { $lte: ['$dueAt', '$$NOW'] } };
      for (;;) {
        const due = await mails.find(isDue, { _id: 1 }).sort({ dueAt: 1 }).limit(limit).lean();
        if (due.length === 0) return [];
        const among = { _id: { $in: due.map(({ _id }) => _id) } };
        const claim = randomUUID();
        const taken = { dueAt: from(leaseMs), attempts: { $add: ['$attempts', 1] }, claim };
        const { modifiedCount } = await mails.updateMany({ ...among, ...isDue }, [{ $set: taken }], {
          updatePipeline: true,
        });
        // Another sender may have claimed all of them in between.
        if (modifiedCount > 0)
          return (
            await mails
              .find({ ...among, claim })
              .sort({ createdAt: 1 })
              .lean()
          ).map(toMail);
      }
    },

    /** Records how attempts ended, by mail id. */
    async record(outcomes: ReadonlyMap<string, MailOutcome>): Promise<void> {
      if (outcomes.size === 0) return;
      await collectionOf(connection, mails).bulkWrite(
        [...outcomes].map(([_id, outcome]) => ({
          // Anybody may have ended a mail meanwhile that is still due for us.
          updateOne: {
            filter: { _id, ...(isDueAgain(outcome) && { status: 'due' as const }) },
            update: changeOf(outcome),
          },
        })),
        { ordered: false },
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

/** The state of a new mail. */
const dueFrom = (now: Date) => ({
  ...{ status: 'due' as const, createdAt: now, attempts: 0, dueAt: now },
  ...{ waitsFor: null, endedAt: null, reason: null },
});

/** The time of the database in some milliseconds. */
const from = (ms: number) => ({ $add: ['$$NOW', ms] });

const isDueAgain = ({ status }: MailOutcome): boolean => status === 'due' || status === 'untried';

function changeOf(outcome: MailOutcome): UpdateWithAggregationPipeline {
  switch (outcome.status) {
    case 'untried':
      return [{ $set: { dueAt: '$$NOW', attempts: { $subtract: ['$attempts', 1] } } }];
    case 'due': {
      const { retryInMs, waitsFor = null } = outcome;
      return [{ $set: { dueAt: from(retryInMs), waitsFor } }];
    }
    default: {
      const { status } = outcome;
      const reason = 'reason' in outcome ? outcome.reason : null;
      const ended: UpdateWithAggregationPipeline = [{ $set: { status, reason, endedAt: '$$NOW', waitsFor: null } }];
      // A refused mail can be sent again.
      return status === 'failed' ? ended : [...ended, { $unset: 'sealedMail' }];
    }
  }
}

export type MailStore = ReturnType<typeof createMailStore>;
