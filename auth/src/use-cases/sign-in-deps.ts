import type { RelyingParty } from '../passkeys/relying-party.ts';
import type { Challenges } from '../second-factors/challenges.ts';
import type { Vault } from '../second-factors/vault.ts';
import type { PasskeyStore } from '../store/passkey-store.ts';
import type { SecondFactorStore } from '../store/second-factor-store.ts';
import type { SpentChallengeStore } from '../store/spent-challenge-store.ts';
import type { LimitDeps } from './limit-attempts.ts';
import type { SignUpDeps } from './sign-up.ts';

export interface SignInDeps extends SignUpDeps, LimitDeps {
  secondFactors: SecondFactorStore;
  passkeys: PasskeyStore;
  challenges: Challenges;
  spentChallenges: SpentChallengeStore;
  vault: Vault;
  relyingParty: RelyingParty;
}
