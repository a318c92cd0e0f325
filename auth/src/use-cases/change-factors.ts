import { type ClientSession, inTransaction } from '@ticketing/common/mongo';
import { type AuthenticationMethod, byPassword } from '../domain/authentication.ts';
import { newRecoveryCodes } from '../domain/recovery-code.ts';
import { hashOf } from '../domain/refresh-token.ts';
import type { Session } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import { noSuchUser } from '../domain/user.ts';
import type { SecondFactors } from '../store/second-factor-store.ts';
import { type EnteredSession, type Entry, grantSession } from './begin-session.ts';
import { endSessionsOf } from './end-sessions.ts';
import type { SignInDeps } from './sign-in-deps.ts';

export type FactorKind = 'totp' | 'passkey';

export interface FactorChange {
  user: User;
  /** The session that asks. */
  session: Session;
  entry: Entry;
  /** How the session has proven itself after the change. */
  amr: readonly AuthenticationMethod[];
  log: { action: 'second-factor-added' | 'second-factor-removed'; factor: FactorKind };
  change(tx: ClientSession, factors: SecondFactors): Promise<void>;
}

export interface ChangedFactors {
  granted: EnteredSession;
  /** New ones, when the account had none; they are shown once. */
  recoveryCodes: string[] | null;
}

/**
 * Changes an account's factors in one transaction. All sessions end, and the browser that asked gets a new one. With the
 * first factor, the account gets recovery codes; with the last one, it loses them.
 */
export const changeFactors =
  (deps: SignInDeps) =>
  async ({ user, session, entry, amr, log, change }: FactorChange): Promise<ChangedFactors> => {
    const { connection, users, secondFactors, passkeys, securityLog } = deps;
    const { authenticatedAt } = session;
    const changed = await inTransaction(connection, async (tx): Promise<ChangedFactors> => {
      await secondFactors.beginChange(tx, user.id);
      await change(tx, await secondFactors.find(user.id, tx));
      const { totp, recoveryCodes: hashes } = await secondFactors.find(user.id, tx);
      const hasSecondFactor = totp !== null || (await passkeys.ofUser(user.id, tx)).length > 0;
      if (!(await users.setHasSecondFactor(tx, user.id, hasSecondFactor))) throw noSuchUser();
      if (!hasSecondFactor) await secondFactors.clear(tx, user.id);
      const recoveryCodes = hasSecondFactor && hashes.length === 0 ? await renew(deps)(tx, user.id) : null;
      await endSessionsOf(deps)(tx, user.id);
      const current = (await users.findById(user.id, tx)) ?? user;
      const proven = { amr: hasSecondFactor ? amr : byPassword, authenticatedAt };
      return { granted: await grantSession(deps)(tx, current, entry, proven), recoveryCodes };
    });
    const { action, factor } = log;
    securityLog({ action, outcome: 'success', userId: user.id, address: entry.address, fields: { factor } });
    return changed;
  };

/** Replaces an account's recovery codes within a transaction. @returns the new ones */
export const renew =
  ({ secondFactors }: Pick<SignInDeps, 'secondFactors'>) =>
  async (tx: ClientSession, userId: string): Promise<string[]> => {
    const codes = newRecoveryCodes();
    await secondFactors.setRecoveryCodes(tx, userId, codes.map(hashOf));
    return codes;
  };
