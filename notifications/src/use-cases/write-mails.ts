import type { ClientSession } from '@ticketing/common/mongo';
import { type LinkMailKind, mailId, type OrderMailKind } from '../domain/mail.ts';
import type { Order } from '../domain/order.ts';
import { isNews } from '../domain/worth-sending.ts';
import type { StoreDeps } from './deps.ts';

export interface OrderOutcome {
  orderId: string;
  kinds: readonly OrderMailKind[];
  /** The performance whose cancellation is the outcome; null or absent for none. */
  performanceId?: string | null;
}

/**
 * Writes the mails about the outcomes of orders, unless they are no news. An order that is not here was created so long ago
 * that its copy is deleted, or its event was skipped. The mails about a cancelled performance are counted, so that each is written
 * in any case; whether it is news is decided before it is sent. Requires the caller's transaction. Idempotent.
 */
export const writeOrderMails =
  ({ orders, mails, now }: Pick<StoreDeps, 'orders' | 'mails' | 'now'>) =>
  async (tx: ClientSession, outcomes: readonly OrderOutcome[]): Promise<void> => {
    const known = await orders.findAll(
      outcomes.map(({ orderId }) => orderId),
      tx,
    );
    const written = outcomes.flatMap(({ orderId, kinds, performanceId = null }) => {
      const order = known.get(orderId);
      const isWritten = (kind: OrderMailKind) =>
        performanceId !== null || (order && hasRecipient(kind, order) && isNews(kind, order.reservedUntil, now()));
      return kinds.filter(isWritten).map((kind) => ({
        id: mailId(kind, orderId),
        kind,
        orderId,
        refund: null,
        ...(performanceId !== null && { performanceId }),
      }));
    });
    await mails.insertAll(tx, written, now());
  };

const hasRecipient = (kind: OrderMailKind, { ticketId }: Order) => kind !== 'ticket_sold' || ticketId !== null;

export interface GivenRefund {
  kind: 'refunded' | 'part_refunded';
  /** The payment, or a further refund of it. */
  subjectId: string;
  orderId: string;
  amountMinor: number;
  currency: string;
}

/**
 * Writes the mails about refunds. Their order's event comes on another topic and may arrive later, so they don't need it yet: whether
 * they are news is decided before they are sent.
 * Requires the caller's transaction. Idempotent.
 */
export const writeRefundMails =
  ({ mails, now }: Pick<StoreDeps, 'mails' | 'now'>) =>
  async (tx: ClientSession, refunds: readonly GivenRefund[]): Promise<void> => {
    const written = refunds.map(({ kind, subjectId, orderId, ...refund }) => ({
      ...{ id: mailId(kind, subjectId), kind, orderId, refund },
    }));
    await mails.insertAll(tx, written, now());
  };

export interface LinkRequest {
  requestId: string;
  userId: string;
  kind: LinkMailKind;
  sealedMail: string;
  expiresAt: Date;
}

/** Writes the mails with links that auth has asked for, except to people who are gone. Requires the caller's transaction. Idempotent. */
export const writeLinkMails =
  ({ contacts, mails, now }: Pick<StoreDeps, 'contacts' | 'mails' | 'now'>) =>
  async (tx: ClientSession, requests: readonly LinkRequest[]): Promise<void> => {
    const erased = await contacts.erasedAmong(
      requests.map(({ userId }) => userId),
      tx,
    );
    const written = requests.filter(({ userId }) => !erased.has(userId));
    await mails.insertAll(
      tx,
      written.map((request) => ({ ...request, id: mailId(request.kind, request.requestId) })),
      now(),
    );
  };
