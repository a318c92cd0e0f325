import type { Fault } from '@/api/problem.ts';
import type { BodyOf } from '@/api/requests.ts';

type Options = Record<string, unknown>;
export type PasskeyAnswer<Credential> = { ok: true; credential: Credential } | { ok: false; fault: Fault };

/** WebAuthn's credential as JSON, which the API describes, too. */
type NewCredential = BodyOf<'addPasskey'>['passkey'];
export type Assertion = BodyOf<'signInWithPasskey'>['passkey'];

/** @param name of the error that the browser throws */
export const faultOfPasskey = (name: string): Fault => {
  // Browsers don't tell a refusal from a timeout, so that sites can't find out which passkeys exist.
  if (name === 'NotAllowedError' || name === 'AbortError') return { code: 'passkey_cancelled' };
  return { code: name === 'InvalidStateError' ? 'passkey_known' : 'passkey_failed' };
};

/** Creates a passkey, or asks for one. The library is loaded by whoever uses a passkey, and by nobody else. */
async function ask<Credential>(
  run: (library: typeof import('@simplewebauthn/browser')) => Promise<unknown>,
): Promise<PasskeyAnswer<Credential>> {
  try {
    const library = await import('@simplewebauthn/browser');
    if (!library.browserSupportsWebAuthn()) return { ok: false, fault: { code: 'passkey_unsupported' } };
    return { ok: true, credential: (await run(library)) as Credential };
  } catch (error) {
    return { ok: false, fault: faultOfPasskey(error instanceof Error ? error.name : '') };
  }
}

export const createPasskey = (optionsJSON: Options): Promise<PasskeyAnswer<NewCredential>> =>
  ask(({ startRegistration }) => startRegistration({ optionsJSON: optionsJSON as never }));

export const askForPasskey = (optionsJSON: Options): Promise<PasskeyAnswer<Assertion>> =>
  ask(({ startAuthentication }) => startAuthentication({ optionsJSON: optionsJSON as never }));
