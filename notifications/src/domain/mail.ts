/** Mails about an order, to its buyer or to the seller of its ticket. */
export const orderMailKinds = [
  'order_confirmed',
  'places_offered',
  'reservation_expired',
  'event_cancelled',
  'refunded',
  'part_refunded',
  'ticket_sold',
] as const;
/** Mails with a link that auth has asked for. */
export const linkMailKinds = ['email_verification', 'password_reset'] as const;

export type OrderMailKind = (typeof orderMailKinds)[number];
export type LinkMailKind = (typeof linkMailKinds)[number];
export type MailKind = OrderMailKind | LinkMailKind;

export const isLinkMailKind = (kind: string): kind is LinkMailKind => linkMailKinds.some((known) => known === kind);

/**
 * - `due`: to be sent, now or after a pause
 * - `sent`: a server has accepted it
 * - `failed`: a server has refused it for good; an operator may send it again
 * - `skipped`: it had lost its sense
 */
export type MailStatus = 'due' | 'sent' | 'failed' | 'skipped';

interface AnyMail {
  /** Kind and subject of the fact that it tells: the same fact under another event id is the same mail. */
  id: string;
  createdAt: Date;
  /** Attempts so far. */
  attempts: number;
}

export interface OrderMail extends AnyMail {
  kind: OrderMailKind;
  orderId: string;
  /** What was given back; null for other kinds. */
  refund: { amountMinor: number; currency: string } | null;
  /** The cancelled performance that it is about; absent from other mails. */
  performanceId?: string;
}

export interface LinkMail extends AnyMail {
  kind: LinkMailKind;
  /** The id that auth gave it; what is sealed is sealed for it. */
  requestId: string;
  userId: string;
  sealedMail: string;
  /** When its link stops working. */
  expiresAt: Date;
}

export type Mail = OrderMail | LinkMail;

export const mailId = (kind: MailKind, subjectId: string): string => `${kind}:${subjectId}`;

/**
 * Returns the Message-ID, the same for each attempt: a mail that was sent again after a crash is recognized as the same one
 * (RFC 5322, 3.6.4).
 */
export const messageIdOf = (id: string, domain: string): string => `<${id.replace(':', '.')}@${domain}>`;
