import { subscriberOf } from '@ticketing/common/addresses';
import { type Connection, inTransaction } from '@ticketing/common/mongo';
import type { Seal } from '@ticketing/common/sealing';
import type { SecurityLog } from '@ticketing/common/security-log';
import type { Language } from '@ticketing/contracts';
import { type MailKind, newMailToken } from '../domain/mail-token.ts';
import { hashOf } from '../domain/refresh-token.ts';
import { mailLanguageOf, normalizeEmail, noSuchUser, type User } from '../domain/user.ts';
import type { MailRequestStore } from '../store/mail-request-store.ts';
import type { MailTokenStore } from '../store/mail-token-store.ts';
import type { UserStore } from '../store/user-store.ts';

export interface RequestMailDeps {
  connection: Connection;
  users: UserStore;
  mailTokens: MailTokenStore;
  mailRequests: MailRequestStore;
  seal: Seal;
  securityLog: SecurityLog;
  now: () => Date;
}

/** Who asks, and which language the browser prefers; null for none. */
export interface MailAsker {
  address: string;
  language: Language | null;
}

/**
 * Prepares a mail with a link. The event contains the recipient and the token for notifications only.
 * @returns the arguments of `MailTokenStore.insert`, for a transaction
 */
export const prepareMail =
  ({ seal, now }: Pick<RequestMailDeps, 'seal' | 'now'>) =>
  async ({ id, email, language }: Pick<User, 'id' | 'email' | 'language'>, kind: MailKind) => {
    const { mailId, token, ...stored } = newMailToken({ id, email }, kind, now());
    const sealedMail = await seal({ address: email, language, token }, `mail:${mailId}:${kind}`);
    const event = { id: mailId, userId: id, kind, sealedMail, expiresAt: stored.expiresAt.getTime() };
    return [hashOf(token), stored, { topic: 'auth.mail.requested.v1', event }] as const;
  };

const request =
  (deps: RequestMailDeps) =>
  async (user: User, kind: MailKind, language: Language | null): Promise<void> => {
    const mail = await prepareMail(deps)({ ...user, language: mailLanguageOf(user, language) }, kind);
    await inTransaction(deps.connection, async (tx) => {
      // The account may have been deleted meanwhile.
      if (await deps.users.findById(user.id, tx)) await deps.mailTokens.insert(tx, ...mail);
    });
  };

/**
 * Sends the link that confirms a user's address again.
 * @returns whether the address is confirmed already; then no mail is sent
 * @throws DomainError too_many_mails; not_found for a user whom auth does not know
 */
export const requestVerification =
  (deps: RequestMailDeps) =>
  async ({ userId, address, language }: MailAsker & { userId: string }): Promise<{ isVerified: boolean }> => {
    const user = await deps.users.findById(userId);
    if (!user) throw noSuchUser();
    if (user.emailVerifiedAt) return { isVerified: true };
    const kind = 'email_verification';
    await deps.mailRequests.record({ kind, email: user.email, subscriber: subscriberOf(address) });
    await request(deps)(user, kind, language);
    return { isVerified: false };
  };

/**
 * Sends a link that sets a new password, if an account has the address. The caller does not learn whether one has.
 * @throws DomainError too_many_mails
 */
export const requestPasswordReset =
  (deps: RequestMailDeps) =>
  async ({ email: given, address, language }: MailAsker & { email: string }): Promise<void> => {
    const { users, mailRequests, securityLog } = deps;
    const kind = 'password_reset';
    const email = normalizeEmail(given);
    await mailRequests.record({ kind, email, subscriber: subscriberOf(address) });
    const user = await users.findByEmail(email);
    if (user) await request(deps)(user, kind, language);
    const outcome = user ? 'success' : 'failure';
    securityLog({ action: 'password-reset-requested', outcome, userId: user?.id, address });
  };
