import { invalidInput, notOwner } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/mongo';
import type { Session } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import { noSuchUser } from '../domain/user.ts';
import type { Entry } from './begin-session.ts';
import { limitAttempts } from './limit-attempts.ts';
import type { SignInDeps } from './sign-in-deps.ts';
import { type FactorProof, invalidCode, useFactor } from './use-factor.ts';
import { verifyPassword } from './verify-password.ts';

/** Who asks: the claims of the access token. */
export interface SessionRef {
  userId: string;
  /** Null in a token of another program. */
  sid: string | null;
}

/** A password or a code of the account; only one of them. */
export interface OwnerProof extends Pick<FactorProof, 'code' | 'recoveryCode'> {
  password?: string | undefined;
}

/**
 * Returns a user with the session of the request.
 * @throws DomainError not_found for a user whom auth does not know; not_authorized when the session is not one of ours
 */
export const ownSession =
  ({ users, sessions }: Pick<SignInDeps, 'users' | 'sessions'>) =>
  async ({ userId, sid }: SessionRef): Promise<{ user: User; session: Session }> => {
    const user = await users.findById(userId);
    if (!user) throw noSuchUser();
    const session = sid ? await sessions.find(sid) : null;
    if (session?.userId !== userId) throw notOwner();
    return { user, session };
  };

/**
 * Asserts that the account's owner is there. Attempts are counted like those to sign in.
 * @throws DomainError wrong_password, invalid_code, too_many_attempts
 */
export const assertOwner =
  (deps: SignInDeps) =>
  async (user: User, { password, code, recoveryCode }: OwnerProof, entry: Entry): Promise<void> => {
    const { email } = user;
    if (password !== undefined) {
      if (!(await verifyPassword(deps)({ email, password, user }, entry)))
        throw invalidInput('wrong_password', 'This is not your current password', 'password');
      return;
    }
    const used = await limitAttempts(deps)({
      ...{ email, user, entry, clearsFailures: true },
      verify: () => inTransaction(deps.connection, (tx) => useFactor(deps)(tx, user, { code, recoveryCode })),
    });
    if (!used) throw invalidCode(recoveryCode === undefined ? 'code' : 'recoveryCode');
  };

export interface Reauthentication extends SessionRef {
  proof: OwnerProof;
  entry: Entry;
}

/**
 * Records that the owner is there again, so that the session may change factors for some minutes.
 * @throws DomainError wrong_password, invalid_code, too_many_attempts, not_found, not_authorized
 */
export const reauthenticate =
  (deps: SignInDeps) =>
  async ({ proof, entry, ...ref }: Reauthentication): Promise<void> => {
    const { connection, sessions, now, securityLog } = deps;
    const { user, session } = await ownSession(deps)(ref);
    const log = { action: 'user-reauthenticated', userId: user.id, address: entry.address } as const;
    try {
      await assertOwner(deps)(user, proof, entry);
      await inTransaction(connection, (tx) => sessions.authenticate(tx, session.id, now()));
      securityLog({ ...log, outcome: 'success' });
    } catch (error) {
      securityLog({ ...log, outcome: 'failure' });
      throw error;
    }
  };
