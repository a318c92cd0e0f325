import { change } from '@/api/browser.ts';
import type { ApiAnswer } from '@/api/call-api.ts';
import type { BodyOf } from '@/api/requests.ts';
import type { User } from '@/api/schemas.ts';
import type { PasskeyRequest, RecoveryCodes, TotpStart } from './schemas.ts';

export const answerSecondFactor = (body: BodyOf<'answerSecondFactor'>): Promise<ApiAnswer<User>> =>
  change((api) => api.POST('/api/users/signin/second-factor', { body }));

export const startPasskeySignIn = (): Promise<ApiAnswer<PasskeyRequest>> =>
  change((api) => api.POST('/api/users/signin/passkey/options'));

export const signInWithPasskey = (body: BodyOf<'signInWithPasskey'>): Promise<ApiAnswer<User>> =>
  change((api) => api.POST('/api/users/signin/passkey', { body }));

/** Afterwards, the session may change factors for some minutes. */
export const reauthenticate = (password: string): Promise<ApiAnswer<unknown>> =>
  change((api) => api.POST('/api/users/reauthentication', { body: { password } }));

export const startTotp = (): Promise<ApiAnswer<TotpStart>> => change((api) => api.POST('/api/users/factors/totp'));

export const confirmTotp = (code: string): Promise<ApiAnswer<RecoveryCodes>> =>
  change((api) => api.POST('/api/users/factors/totp/confirm', { body: { code } }));

export const renewRecoveryCodes = (): Promise<ApiAnswer<RecoveryCodes>> =>
  change((api) => api.POST('/api/users/factors/recovery-codes'));

export const startPasskey = (): Promise<ApiAnswer<PasskeyRequest>> =>
  change((api) => api.POST('/api/users/factors/passkeys/options'));

export const addPasskey = (body: BodyOf<'addPasskey'>): Promise<ApiAnswer<RecoveryCodes>> =>
  change((api) => api.POST('/api/users/factors/passkeys', { body }));

export type FactorRef = { kind: 'totp' } | { kind: 'passkey'; id: string; name: string };

export const removeFactor = (factor: FactorRef, password: string): Promise<ApiAnswer<unknown>> =>
  change<unknown>((api) =>
    factor.kind === 'totp'
      ? api.POST('/api/users/factors/totp/removal', { body: { password } })
      : api.POST('/api/users/factors/passkeys/{id}/removal', {
          params: { path: { id: factor.id } },
          body: { password },
        }),
  );
