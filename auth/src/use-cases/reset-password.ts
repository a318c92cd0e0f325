import { subscriberOf } from '@ticketing/common/addresses';
import { DomainError, invalidInput } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/mongo';
import { assertUsable } from '../domain/mail-token.ts';
import { assertAcceptable } from '../domain/password.ts';
import { hashOf } from '../domain/refresh-token.ts';
import { isListedPassword } from '../passwords/listed-passwords.ts';
import { endSessionsOf } from './end-sessions.ts';
import type { RequestMailDeps } from './request-mail.ts';
import type { SignInDeps } from './sign-in-deps.ts';

const kind = 'password_reset';

export interface ResetPassword {
  token: string;
  password: string;
  /** IP address of the request. */
  address: string;
}

/**
 * Sets a new password with a mailed link. The link works once; all sessions of the user end, no device is known any more,
 * and failed attempts to sign in are forgotten. A second factor stays: a mailbox is not two factors. The address is confirmed, because the link was mailed to it.
 * @throws DomainError link_invalid, link_used, link_expired, password_blank, password_is_email, password_common
 */
export const resetPassword =
  (deps: SignInDeps & RequestMailDeps) =>
  async ({ token, password, address }: ResetPassword): Promise<void> => {
    const { connection, users, devices, passwords, attempts, mailTokens, now, securityLog } = deps;
    const hash = hashOf(token);
    const found = await mailTokens.find(hash);
    try {
      assertUsable(found, kind, now());
      const { userId, email } = found;
      assertAcceptable({ password, email, field: 'password' }, isListedPassword);
      const passwordHash = await passwords.hash(password);
      await inTransaction(connection, async (tx) => {
        // Another request may have used it while the password was hashed.
        assertUsable(await mailTokens.find(hash, tx), kind, now());
        if (!(await users.verifyEmail(tx, { id: userId, email }, now())))
          throw invalidInput('link_invalid', 'This link is not valid');
        await mailTokens.voidAll(tx, userId, kind, now());
        await users.setPassword(tx, userId, passwordHash);
        await endSessionsOf(deps)(tx, userId);
        await devices.forgetAll(tx, userId);
      });
      await attempts.clear({ email, subscriber: subscriberOf(address) });
      securityLog({ action: 'password-reset', outcome: 'success', userId, address });
    } catch (error) {
      if (error instanceof DomainError)
        securityLog({ action: 'password-reset', outcome: 'failure', userId: found?.userId, address });
      throw error;
    }
  };
