import { invalidInput } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/mongo';
import { byPassword } from '../domain/authentication.ts';
import { assertAcceptable } from '../domain/password.ts';
import { noSuchUser } from '../domain/user.ts';
import { isListedPassword } from '../passwords/listed-passwords.ts';
import { type EnteredSession, type Entry, grantSession } from './begin-session.ts';
import { endSessionsOf } from './end-sessions.ts';
import type { SignInDeps } from './sign-in-deps.ts';
import { verifyPassword } from './verify-password.ts';

export interface ChangePassword extends Entry {
  userId: string;
  /** The session that asks; null in a token of another program. */
  sid: string | null;
  currentPassword: string;
  newPassword: string;
}

const wrongPassword = () => invalidInput('wrong_password', 'This is not your current password', 'currentPassword');

/**
 * Replaces a password. All sessions of the user end, no device is known any more, and the browser that asked gets a new
 * session, which keeps the factors that were given.
 * @throws DomainError wrong_password, too_many_attempts, password_blank, password_is_email, password_common
 */
export const changePassword =
  (deps: SignInDeps) =>
  async ({ userId, sid, currentPassword, newPassword, ...entry }: ChangePassword): Promise<EnteredSession> => {
    const { connection, users, sessions, devices, passwords, now, securityLog } = deps;
    const { address } = entry;
    const user = await users.findById(userId);
    // The token of another program may name a user that auth does not know.
    if (!user) throw noSuchUser();
    assertAcceptable({ password: newPassword, email: user.email, field: 'newPassword' }, isListedPassword);
    try {
      const credentials = { email: user.email, password: currentPassword, user };
      if (!(await verifyPassword(deps)(credentials, entry))) throw wrongPassword();
      const passwordHash = await passwords.hash(newPassword);
      const granted = await inTransaction(connection, async (tx) => {
        const current = await users.enter(tx, user, now(), passwordHash);
        if (!current) throw wrongPassword();
        const { amr } = (sid && (await sessions.find(sid, tx))) || { amr: byPassword };
        await endSessionsOf(deps)(tx, user.id);
        await devices.forgetAll(tx, user.id);
        return grantSession(deps)(tx, current, entry, { amr, authenticatedAt: now() });
      });
      securityLog({ action: 'password-changed', outcome: 'success', userId, address });
      return granted;
    } catch (error) {
      securityLog({ action: 'password-changed', outcome: 'failure', userId, address });
      throw error;
    }
  };
