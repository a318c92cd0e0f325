import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { byPassword, withFactor } from '../domain/authentication.ts';
import { invalidChallenge } from '../second-factors/challenges.ts';
import { admit, loggingSignIn } from './admit.ts';
import type { EnteredSession, Entry } from './begin-session.ts';
import { limitAttempts } from './limit-attempts.ts';
import type { SignInDeps } from './sign-in-deps.ts';
import { type FactorProof, invalidCode, useFactor } from './use-factor.ts';

export interface SecondFactorAnswer {
  /** The challenge that the password led to. */
  token: string;
  code?: string | undefined;
  recoveryCode?: string | undefined;
  passkey?: AuthenticationResponseJSON | undefined;
  entry: Entry;
}

/**
 * Signs in a user whose password was verified, with a second factor. Attempts are counted like those of passwords.
 * @throws DomainError challenge_invalid, invalid_code, too_many_attempts
 */
export const answerSecondFactor =
  (deps: SignInDeps) =>
  async ({ token, code, recoveryCode, passkey: response, entry }: SecondFactorAnswer): Promise<EnteredSession> => {
    const { users, challenges, spentChallenges } = deps;
    const challenge = challenges.read(token, 'second-factor');
    const user = challenge.userId ? await users.findById(challenge.userId) : null;
    if (!user?.hasSecondFactor || !challenge.isOf(user)) throw invalidChallenge();
    const proof: FactorProof = { code, recoveryCode, passkey: response && { response, challenge } };
    return loggingSignIn(deps, { userId: user.id, address: entry.address }, async () => {
      const granted = await limitAttempts(deps)({
        ...{ email: user.email, user, entry },
        clearsFailures: true,
        verify: () =>
          admit(deps)({
            ...{ user, entry },
            prove: async (tx) => {
              const method = await useFactor(deps)(tx, user, proof);
              if (!method) return null;
              await spentChallenges.spend(tx, challenge);
              return withFactor(byPassword, method);
            },
          }),
      });
      if (!granted) throw invalidCode(recoveryCode === undefined ? 'code' : 'recoveryCode');
      return granted;
    });
  };
