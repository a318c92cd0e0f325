import { byPassword } from '../domain/authentication.ts';
import { normalizeEmail, type User } from '../domain/user.ts';
import type { IssuedChallenge } from '../second-factors/challenges.ts';
import { admit, invalidCredentials, loggingSignIn } from './admit.ts';
import type { EnteredSession, Entry } from './begin-session.ts';
import type { SignInDeps } from './sign-in-deps.ts';
import { verifyPassword } from './verify-password.ts';

export interface SignIn extends Entry {
  email: string;
  password: string;
}

/** What a password leads to where it is not enough. */
export interface SecondFactorRequest {
  challenge: IssuedChallenge;
  /** Whether the account has an authenticator app. */
  hasTotp: boolean;
  /** For the browser's passkeys; null when the account has none. */
  passkeyOptions: Awaited<ReturnType<SignInDeps['relyingParty']['authenticationOptions']>> | null;
}

/**
 * Signs a user in with a password, or asks for a second factor. An unknown address and a wrong password get the same
 * response in the same time.
 * @throws DomainError invalid_credentials, too_many_attempts
 */
export const signIn =
  (deps: SignInDeps) =>
  async ({ email: given, password, ...entry }: SignIn): Promise<EnteredSession | SecondFactorRequest> => {
    const { users, passwords } = deps;
    const email = normalizeEmail(given);
    const user = await users.findByEmail(email);
    return loggingSignIn(deps, { userId: user?.id, address: entry.address }, async () => {
      const match = await verifyPassword(deps)({ email, password, user }, entry);
      if (!user || !match) throw invalidCredentials();
      if (user.hasSecondFactor) return requestSecondFactor(deps)(user);
      const newHash = match === 'outdated' ? await passwords.hash(password) : user.passwordHash;
      const granted = await admit(deps)({ user, entry, newHash, prove: async () => byPassword });
      if (!granted) throw invalidCredentials();
      return granted;
    });
  };

const requestSecondFactor =
  ({ secondFactors, passkeys, challenges, relyingParty }: SignInDeps) =>
  async (user: User): Promise<SecondFactorRequest> => {
    const [{ totp }, ownPasskeys] = await Promise.all([secondFactors.find(user.id), passkeys.ofUser(user.id)]);
    const challenge = challenges.issue('second-factor', user);
    const passkeyOptions =
      ownPasskeys.length > 0 ? await relyingParty.authenticationOptions(challenge, ownPasskeys) : null;
    return { challenge, hasTotp: totp !== null, passkeyOptions };
  };
