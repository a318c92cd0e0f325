import { DomainError, invalidInput } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/mongo';
import { assertMayTry } from '../domain/sign-in-limit.ts';
import { normalizeEmail } from '../domain/user.ts';
import type { SignInAttempt, SignInAttemptStore } from '../store/sign-in-attempt-store.ts';
import { type Entry, type GrantedSession, grantSession } from './begin-session.ts';
import type { SignUpDeps } from './sign-up.ts';

export interface SignInDeps extends SignUpDeps {
  attempts: SignInAttemptStore;
}

export interface SignIn extends Entry {
  email: string;
  password: string;
  /** IP address of the request. */
  address: string;
}

const invalidCredentials = () => invalidInput('invalid_credentials', 'Invalid credentials');

/**
 * Signs a user in. An unknown address and a wrong password get the same response in the same time.
 * @throws DomainError invalid_credentials, too_many_attempts
 */
export const signIn =
  (deps: SignInDeps) =>
  async ({ email: given, password, address, ...entry }: SignIn): Promise<GrantedSession> => {
    const { connection, users, passwords, attempts, securityLog } = deps;
    const attempt = { email: normalizeEmail(given), address };
    let userId: string | undefined;
    try {
      await countAttempt(deps, attempt);
      const user = await users.findByEmail(attempt.email);
      userId = user?.id;
      const isValid = await passwords.verify(user?.passwordHash ?? null, password).catch(async (error: unknown) => {
        await attempts.cancel(attempt);
        throw error;
      });
      if (!user || !isValid) throw invalidCredentials();
      const granted = await inTransaction(connection, async (tx) => {
        // A password or role that changes at this moment must not leave a session behind; see `enter`.
        const current = await users.enter(tx, user, deps.now());
        if (!current) throw invalidCredentials();
        return grantSession(deps)(tx, current, entry);
      });
      await attempts.succeeded(attempt);
      securityLog({ action: 'user-signed-in', outcome: 'success', userId, address });
      return granted;
    } catch (error) {
      const isLockedOut = error instanceof DomainError && error.kind === 'too_many';
      if (error instanceof DomainError)
        securityLog({
          action: isLockedOut ? 'user-locked-out' : 'user-signed-in',
          outcome: 'failure',
          userId,
          address,
        });
      throw error;
    }
  };

async function countAttempt({ attempts }: Pick<SignInDeps, 'attempts'>, attempt: SignInAttempt): Promise<void> {
  for (const limit of ['ofAccountAndAddress', 'ofAddress'] as const)
    assertMayTry(limit, await attempts.record(limit, attempt));
}
