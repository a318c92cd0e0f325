import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { invalidInput } from '@ticketing/common/errors';
import { byPasskey } from '../domain/authentication.ts';
import type { IssuedChallenge } from '../second-factors/challenges.ts';
import { admit, loggingSignIn } from './admit.ts';
import type { EnteredSession, Entry } from './begin-session.ts';
import { limitAttempts } from './limit-attempts.ts';
import type { SignInDeps } from './sign-in-deps.ts';
import { useFactor } from './use-factor.ts';

type RequestOptions = Awaited<ReturnType<SignInDeps['relyingParty']['authenticationOptions']>>;

/** Lets a person choose among the passkeys that a browser has for this site, without naming an account. */
export const startPasskeySignIn =
  ({ challenges, relyingParty }: Pick<SignInDeps, 'challenges' | 'relyingParty'>) =>
  async (): Promise<{ challenge: IssuedChallenge; options: RequestOptions }> => {
    const challenge = challenges.issue('passkey-sign-in', null);
    return { challenge, options: await relyingParty.authenticationOptions(challenge, null) };
  };

export interface PasskeySignIn {
  token: string;
  response: AuthenticationResponseJSON;
  entry: Entry;
}

const refused = () => invalidInput('passkey_refused', 'No account accepts this passkey');

/**
 * Signs in with a passkey alone: its device has asked for a PIN or a fingerprint, so that it is two factors.
 * @throws DomainError challenge_invalid, passkey_refused, too_many_attempts
 */
export const signInWithPasskey =
  (deps: SignInDeps) =>
  async ({ token, response, entry }: PasskeySignIn): Promise<EnteredSession> => {
    const { users, passkeys, challenges, spentChallenges } = deps;
    const challenge = challenges.read(token, 'passkey-sign-in');
    const passkey = await passkeys.find(response.id);
    const user = passkey && (await users.findById(passkey.userId));
    return loggingSignIn(deps, { userId: user?.id, address: entry.address }, async () => {
      if (!user) throw refused();
      const granted = await limitAttempts(deps)({
        ...{ email: user.email, user, entry, clearsFailures: true },
        verify: () =>
          admit(deps)({
            ...{ user, entry },
            prove: async (tx) => {
              if (!(await useFactor(deps)(tx, user, { passkey: { response, challenge } }))) return null;
              await spentChallenges.spend(tx, challenge);
              return byPasskey;
            },
          }),
      });
      if (!granted) throw refused();
      return granted;
    });
  };
