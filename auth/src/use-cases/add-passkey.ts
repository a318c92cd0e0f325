import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { conflict, invalidInput } from '@ticketing/common/errors';
import { assertRecent, withFactor } from '../domain/authentication.ts';
import { assertMayAdd } from '../domain/passkey.ts';
import { type IssuedChallenge, invalidChallenge } from '../second-factors/challenges.ts';
import type { Entry } from './begin-session.ts';
import { type ChangedFactors, changeFactors } from './change-factors.ts';
import { ownSession, type SessionRef } from './prove-again.ts';
import type { SignInDeps } from './sign-in-deps.ts';

type CreationOptions = Awaited<ReturnType<SignInDeps['relyingParty']['registrationOptions']>>;

/** @throws DomainError reauthentication_required, too_many_passkeys */
export const startPasskey =
  (deps: SignInDeps) =>
  async (ref: SessionRef): Promise<{ challenge: IssuedChallenge; options: CreationOptions }> => {
    const { passkeys, challenges, relyingParty, now } = deps;
    const { user, session } = await ownSession(deps)(ref);
    assertRecent(session, now());
    const existing = await passkeys.ofUser(user.id);
    assertMayAdd(existing);
    const challenge = challenges.issue('passkey-registration', user);
    return { challenge, options: await relyingParty.registrationOptions(user, challenge, existing) };
  };

export interface NewPasskey extends SessionRef {
  token: string;
  name: string;
  response: RegistrationResponseJSON;
  entry: Entry;
}

/** @throws DomainError reauthentication_required, challenge_invalid, passkey_invalid, factor_exists, too_many_passkeys */
export const addPasskey =
  (deps: SignInDeps) =>
  async ({ token, name, response, entry, ...ref }: NewPasskey): Promise<ChangedFactors & { id: string }> => {
    const { passkeys, challenges, spentChallenges, relyingParty, now } = deps;
    const { user, session } = await ownSession(deps)(ref);
    assertRecent(session, now());
    const challenge = challenges.read(token, 'passkey-registration');
    if (!challenge.isOf(user)) throw invalidChallenge();
    const created = await relyingParty.verifyRegistration(response, challenge);
    if (!created) throw invalidInput('passkey_invalid', 'The passkey could not be verified');
    const changed = await changeFactors(deps)({
      ...{ user, session, entry },
      amr: withFactor(session.amr, 'hwk'),
      log: { action: 'second-factor-added', factor: 'passkey' },
      change: async (tx) => {
        await spentChallenges.spend(tx, challenge);
        assertMayAdd(await passkeys.ofUser(user.id, tx));
        const passkey = { ...created, userId: user.id, name, createdAt: now(), lastUsedAt: null };
        if (!(await passkeys.insert(tx, passkey))) throw conflict('factor_exists', 'This passkey is known already');
      },
    });
    return { ...changed, id: created.id };
  };
