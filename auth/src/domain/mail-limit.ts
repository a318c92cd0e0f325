import { tooMany } from '@ticketing/common/errors';
import type { MailKind } from './mail-token.ts';
import type { CountedAttempts } from './sign-in-limit.ts';

/** How long requested mails are counted, starting with the first. */
export const mailWindowMs = 60 * 60 * 1_000;

/**
 * Maximum number of requested mails per window: per account, so that nobody's mailbox is filled, and per subscriber, who
 * may name any address. A reset counts the address whether or not it has an account.
 */
export const maxMails: Readonly<Record<MailKind, { ofAccount: number; ofSubscriber: number }>> = {
  email_verification: { ofAccount: 5, ofSubscriber: 50 },
  password_reset: { ofAccount: 5, ofSubscriber: 50 },
};
export type MailLimit = keyof (typeof maxMails)[MailKind];

/** @throws DomainError too_many_mails */
export function assertMayRequest(kind: MailKind, limit: MailLimit, { count, endsInMs }: CountedAttempts): void {
  if (count > maxMails[kind][limit])
    throw tooMany('too_many_mails', 'Too many e-mails were requested; try again later', endsInMs / 1_000);
}
