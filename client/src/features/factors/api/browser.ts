import { call, idIn } from '@/api/browser.ts';
import type { ApiAnswer } from '@/api/call-api.ts';
import { ignoredSchema, type User, userSchema } from '@/api/schemas.ts';
import {
  type PasskeyRequest,
  passkeyRequestSchema,
  type RecoveryCodes,
  recoveryCodesSchema,
  type TotpStart,
  totpStartSchema,
} from './schemas.ts';

const post = { method: 'POST' } as const;

export interface SecondFactorAnswer {
  challenge: string;
  code?: string;
  recoveryCode?: string;
  passkey?: unknown;
}

export const answerSecondFactor = (body: SecondFactorAnswer): Promise<ApiAnswer<User>> =>
  call({ ...post, url: '/api/users/signin/second-factor', body, schema: userSchema });

export const startPasskeySignIn = (): Promise<ApiAnswer<PasskeyRequest>> =>
  call({ ...post, url: '/api/users/signin/passkey/options', body: {}, schema: passkeyRequestSchema });

export const signInWithPasskey = (body: { challenge: string; passkey: unknown }): Promise<ApiAnswer<User>> =>
  call({ ...post, url: '/api/users/signin/passkey', body, schema: userSchema });

/** Afterwards, the session may change factors for some minutes. */
export const reauthenticate = (password: string): Promise<ApiAnswer<unknown>> =>
  call({ ...post, url: '/api/users/reauthentication', body: { password }, schema: ignoredSchema });

export const startTotp = (): Promise<ApiAnswer<TotpStart>> =>
  call({ ...post, url: '/api/users/factors/totp', body: {}, schema: totpStartSchema });

export const confirmTotp = (code: string): Promise<ApiAnswer<RecoveryCodes>> =>
  call({ ...post, url: '/api/users/factors/totp/confirm', body: { code }, schema: recoveryCodesSchema });

export const renewRecoveryCodes = (): Promise<ApiAnswer<RecoveryCodes>> =>
  call({ ...post, url: '/api/users/factors/recovery-codes', body: {}, schema: recoveryCodesSchema });

export const startPasskey = (): Promise<ApiAnswer<PasskeyRequest>> =>
  call({ ...post, url: '/api/users/factors/passkeys/options', body: {}, schema: passkeyRequestSchema });

export interface NewPasskey {
  challenge: string;
  name: string;
  passkey: unknown;
}
export const addPasskey = (body: NewPasskey): Promise<ApiAnswer<RecoveryCodes>> =>
  call({ ...post, url: '/api/users/factors/passkeys', body, schema: recoveryCodesSchema });

export type FactorRef = { kind: 'totp' } | { kind: 'passkey'; id: string; name: string };

export const removeFactor = (factor: FactorRef, password: string): Promise<ApiAnswer<unknown>> =>
  call({
    ...post,
    url: `/api/users/factors/${factor.kind === 'totp' ? 'totp' : `passkeys/${idIn(factor.id)}`}/removal`,
    body: { password },
    schema: ignoredSchema,
  });
