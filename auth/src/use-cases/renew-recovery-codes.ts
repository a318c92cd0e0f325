import { ruleViolated } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/mongo';
import { assertRecent } from '../domain/authentication.ts';
import { renew } from './change-factors.ts';
import { ownSession, type SessionRef } from './prove-again.ts';
import type { SignInDeps } from './sign-in-deps.ts';

/**
 * Replaces the recovery codes. @returns the new ones, which can't be read again
 * @throws DomainError reauthentication_required, no_second_factor
 */
export const renewRecoveryCodes =
  (deps: SignInDeps) =>
  async ({ address, ...ref }: SessionRef & { address: string }): Promise<string[]> => {
    const { connection, users, secondFactors, now, securityLog } = deps;
    const { user, session } = await ownSession(deps)(ref);
    assertRecent(session, now());
    const codes = await inTransaction(connection, async (tx) => {
      await secondFactors.beginChange(tx, user.id);
      if (!(await users.findById(user.id, tx))?.hasSecondFactor)
        throw ruleViolated('no_second_factor', 'Recovery codes need a second factor; add one first');
      return renew(deps)(tx, user.id);
    });
    securityLog({ action: 'recovery-codes-renewed', outcome: 'success', userId: user.id, address });
    return codes;
  };
