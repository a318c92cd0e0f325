import { randomBytes, randomUUID } from 'node:crypto';
import { invalidInput } from '@ticketing/common/errors';

/** Why a user gets a mail with a link. */
export type MailKind = 'email_verification' | 'password_reset';

/** How long a link works, milliseconds. */
export const lifetimeMsOf: Readonly<Record<MailKind, number>> = {
  email_verification: 24 * 60 * 60 * 1_000,
  password_reset: 30 * 60 * 1_000,
};

/** Proves that somebody reads the mail of an address. Stored as a hash. */
export interface MailToken {
  kind: MailKind;
  userId: string;
  /** The address that the mail went to; the proof is about no other. */
  email: string;
  expiresAt: Date;
  /** Null until it is used. */
  usedAt: Date | null;
}

export interface NewMailToken extends MailToken {
  mailId: string;
  /** The secret in the link. */
  token: string;
}

export const newMailToken = (
  { id: userId, email }: { id: string; email: string },
  kind: MailKind,
  now: Date,
): NewMailToken => ({
  mailId: randomUUID(),
  token: randomBytes(32).toString('base64url'),
  kind,
  userId,
  email,
  expiresAt: new Date(now.getTime() + lifetimeMsOf[kind]),
  usedAt: null,
});

/**
 * Asserts that a link can be used. @param found null when the token is unknown
 * @throws DomainError link_invalid, link_used, link_expired
 */
export function assertUsable(found: MailToken | null, kind: MailKind, now: Date): asserts found is MailToken {
  if (found?.kind !== kind) throw invalidInput('link_invalid', 'This link is not valid');
  if (found.usedAt) throw invalidInput('link_used', 'This link was used already; request another');
  if (found.expiresAt <= now) throw invalidInput('link_expired', 'This link has expired; request another');
}
