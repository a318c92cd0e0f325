import { inTransaction } from '@ticketing/common/mongo';
import { noSuchUser } from '../domain/user.ts';
import type { Entry } from './begin-session.ts';
import { endSessionsOf } from './end-sessions.ts';
import { assertOwner, type OwnerProof, ownSession, type SessionRef } from './prove-again.ts';
import type { SignInDeps } from './sign-in-deps.ts';

export interface AccountDeletion extends SessionRef {
  proof: OwnerProof;
  entry: Entry;
}

/**
 * Deletes an account and everything that auth has about its owner, and tells other services; all sessions end. Its owner
 * proves to be there, however young the session is. Other services keep what was sold and paid under the user's id.
 * @throws DomainError wrong_password, invalid_code, too_many_attempts, not_found, not_authorized
 */
export const deleteAccount =
  (deps: SignInDeps) =>
  async ({ proof, entry, ...ref }: AccountDeletion): Promise<void> => {
    const { connection, users, secondFactors, passkeys, devices, mailTokens, now, securityLog } = deps;
    const { user } = await ownSession(deps)(ref);
    const log = { action: 'user-deleted', userId: user.id, address: entry.address } as const;
    try {
      await assertOwner(deps)(user, proof, entry);
      await inTransaction(connection, async (tx) => {
        // First, because it conflicts with whatever else would give the account something now.
        if (!(await users.remove(tx, { id: user.id, deletedAt: now() }))) throw noSuchUser();
        await endSessionsOf(deps)(tx, user.id);
        // A change that has begun must not leave an app behind.
        await secondFactors.beginChange(tx, user.id);
        await secondFactors.remove(tx, user.id);
        await passkeys.removeAll(tx, user.id);
        await devices.forgetAll(tx, user.id);
        await mailTokens.removeAll(tx, user.id);
      });
      securityLog({ ...log, outcome: 'success' });
    } catch (error) {
      securityLog({ ...log, outcome: 'failure' });
      throw error;
    }
  };
