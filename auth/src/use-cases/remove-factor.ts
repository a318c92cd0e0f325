import { notFound } from '@ticketing/common/errors';
import type { EnteredSession, Entry } from './begin-session.ts';
import { changeFactors } from './change-factors.ts';
import { assertOwner, type OwnerProof, ownSession, type SessionRef } from './prove-again.ts';
import type { SignInDeps } from './sign-in-deps.ts';

export interface FactorRemoval extends SessionRef {
  factor: { kind: 'totp' } | { kind: 'passkey'; id: string };
  proof: OwnerProof;
  entry: Entry;
}

/**
 * Removes a factor. Its owner proves to be there, however young the session is.
 * @throws DomainError wrong_password, invalid_code, too_many_attempts, not_found
 */
export const removeFactor =
  (deps: SignInDeps) =>
  async ({ factor, proof, entry, ...ref }: FactorRemoval): Promise<EnteredSession> => {
    const { secondFactors, passkeys, securityLog } = deps;
    const { user, session } = await ownSession(deps)(ref);
    const action = 'second-factor-removed';
    try {
      await assertOwner(deps)(user, proof, entry);
    } catch (error) {
      const fields = { factor: factor.kind };
      securityLog({ action, outcome: 'failure', userId: user.id, address: entry.address, fields });
      throw error;
    }
    const { granted } = await changeFactors(deps)({
      ...{ user, session, entry, amr: session.amr },
      log: { action, factor: factor.kind },
      change: async (tx, { totp }) => {
        if (factor.kind === 'passkey') {
          if (!(await passkeys.remove(tx, user.id, factor.id))) throw notFound('No such passkey');
          return;
        }
        if (!totp) throw notFound('No authenticator app');
        await secondFactors.removeTotp(tx, user.id);
      },
    });
    return granted;
  };
