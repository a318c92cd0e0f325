import { conflict } from '@ticketing/common/errors';
import { inTransaction } from '@ticketing/common/mongo';
import { assertRecent, withFactor } from '../domain/authentication.ts';
import { noSuchUser } from '../domain/user.ts';
import { newTotpSecret, stepOf, totpUri } from '../totp/totp.ts';
import type { Entry } from './begin-session.ts';
import { type ChangedFactors, changeFactors } from './change-factors.ts';
import { ownSession, type SessionRef } from './prove-again.ts';
import type { SignInDeps } from './sign-in-deps.ts';
import { invalidCode } from './use-factor.ts';

const alreadyEnrolled = () =>
  conflict('factor_exists', 'The account has an authenticator app already; remove it before adding another');

/**
 * Creates a secret for an authenticator app; it replaces one that was not confirmed.
 * @throws DomainError reauthentication_required, factor_exists
 */
export const startTotp =
  (deps: SignInDeps) =>
  async (ref: SessionRef): Promise<{ secret: string; uri: string }> => {
    const { connection, users, secondFactors, vault, now } = deps;
    const { user, session } = await ownSession(deps)(ref);
    assertRecent(session, now());
    const secret = newTotpSecret();
    const sealedSecret = await vault.seal(secret, user.id);
    await inTransaction(connection, async (tx) => {
      await secondFactors.beginChange(tx, user.id);
      // The account may have been deleted meanwhile.
      if (!(await users.findById(user.id, tx))) throw noSuchUser();
      if ((await secondFactors.find(user.id, tx)).totp) throw alreadyEnrolled();
      await secondFactors.startTotp(tx, user.id, { sealedSecret, startedAt: now() });
    });
    return { secret, uri: totpUri(secret, user.email) };
  };

/**
 * Adds the authenticator app that shows the right code.
 * @throws DomainError reauthentication_required, factor_exists, invalid_code
 */
export const confirmTotp =
  (deps: SignInDeps) =>
  async ({ code, entry, ...ref }: SessionRef & { code: string; entry: Entry }): Promise<ChangedFactors> => {
    const { secondFactors, vault, now } = deps;
    const { user, session } = await ownSession(deps)(ref);
    assertRecent(session, now());
    return changeFactors(deps)({
      ...{ user, session, entry },
      amr: withFactor(session.amr, 'otp'),
      log: { action: 'second-factor-added', factor: 'totp' },
      change: async (tx, { totp, pendingTotp }) => {
        if (totp) throw alreadyEnrolled();
        if (!pendingTotp) throw invalidCode();
        const { sealedSecret } = pendingTotp;
        const lastStep = stepOf(await vault.open(sealedSecret, user.id), code, now());
        if (lastStep === null) throw invalidCode();
        await secondFactors.enableTotp(tx, user.id, { sealedSecret, lastStep, enabledAt: now() });
      },
    });
  };
