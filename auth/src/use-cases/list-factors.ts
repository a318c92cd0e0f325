import type { Passkey } from '../domain/passkey.ts';
import type { SignInDeps } from './sign-in-deps.ts';

export interface FactorList {
  totp: { enabledAt: Date } | null;
  passkeys: Passkey[];
  recoveryCodesLeft: number;
}

/** Returns the factors that an account has besides its password. */
export const listFactors =
  ({ secondFactors, passkeys }: Pick<SignInDeps, 'secondFactors' | 'passkeys'>) =>
  async (userId: string): Promise<FactorList> => {
    const [{ totp, recoveryCodes }, ownPasskeys] = await Promise.all([
      secondFactors.find(userId),
      passkeys.ofUser(userId),
    ]);
    return { totp, passkeys: ownPasskeys, recoveryCodesLeft: recoveryCodes.length };
  };
