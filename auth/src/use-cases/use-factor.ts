import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { invalidInput } from '@ticketing/common/errors';
import type { ClientSession } from '@ticketing/common/mongo';
import type { SecondFactorMethod } from '../domain/authentication.ts';
import { parseRecoveryCode } from '../domain/recovery-code.ts';
import { hashOf } from '../domain/refresh-token.ts';
import { isFreshStep } from '../domain/totp-step.ts';
import type { User } from '../domain/user.ts';
import type { Challenge } from '../second-factors/challenges.ts';
import { stepOf } from '../totp/totp.ts';
import type { SignInDeps } from './sign-in-deps.ts';

export interface PasskeyAnswer {
  response: AuthenticationResponseJSON;
  challenge: Challenge;
}
/** What proves that somebody has a factor of an account; only one of them. */
export interface FactorProof {
  code?: string | undefined;
  recoveryCode?: string | undefined;
  passkey?: PasskeyAnswer | undefined;
}

export const invalidCode = (field = 'code') =>
  invalidInput('invalid_code', 'This code is not right or was used already', field);

type FactorDeps = Pick<SignInDeps, 'secondFactors' | 'passkeys' | 'vault' | 'relyingParty' | 'now'>;

/**
 * Uses a factor within a transaction: a code and a recovery code work once, whoever sends them at the same time.
 * @returns null, having written nothing, when the proof is wrong
 */
export const useFactor =
  (deps: FactorDeps) =>
  async (
    tx: ClientSession,
    user: User,
    { code, recoveryCode, passkey }: FactorProof,
  ): Promise<SecondFactorMethod | null> => {
    if (code !== undefined) return (await useCode(deps, tx, user.id, code)) ? 'otp' : null;
    if (recoveryCode !== undefined) {
      const parsed = parseRecoveryCode(recoveryCode);
      return parsed && (await deps.secondFactors.useRecoveryCode(tx, user.id, hashOf(parsed))) ? 'otp' : null;
    }
    return passkey && (await usePasskey(deps, tx, user.id, passkey)) ? 'hwk' : null;
  };

async function useCode(
  { secondFactors, vault, now }: FactorDeps,
  tx: ClientSession,
  userId: string,
  code: string,
): Promise<boolean> {
  const { totp } = await secondFactors.find(userId, tx);
  if (!totp) return false;
  const secret = await vault.open(totp.sealedSecret, userId);
  const step = stepOf(secret, code, now());
  if (!isFreshStep(step, totp.lastStep)) return false;
  // Sealed again, so that a rotation of keys ends some time after everybody has signed in.
  return secondFactors.acceptStep(tx, userId, { lastStep: step, sealedSecret: await vault.seal(secret, userId) });
}

/** A device may say for whom it signs. */
const isFor = (userId: string, { response: { userHandle } }: AuthenticationResponseJSON): boolean =>
  !userHandle || Buffer.from(userHandle, 'base64url').toString() === userId;

async function usePasskey(
  { passkeys, relyingParty, now }: FactorDeps,
  tx: ClientSession,
  userId: string,
  { response, challenge }: PasskeyAnswer,
): Promise<boolean> {
  const passkey = await passkeys.find(response.id, tx);
  if (passkey?.userId !== userId || !isFor(userId, response)) return false;
  const counter = await relyingParty.verifyAuthentication(response, challenge, passkey);
  if (counter === null) return false;
  await passkeys.recordUse(tx, passkey.id, counter, now());
  return true;
}
