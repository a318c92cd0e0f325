import type { Fault } from '@/api/problem.ts';

type Options = Record<string, unknown>;
export type PasskeyAnswer = { ok: true; credential: unknown } | { ok: false; fault: Fault };

/** @param name of the error that the browser throws */
export const faultOfPasskey = (name: string): Fault => {
  // Browsers don't tell a refusal from a timeout, so that sites can't find out which passkeys exist.
  if (name === 'NotAllowedError' || name === 'AbortError') return { code: 'passkey_cancelled' };
  return { code: name === 'InvalidStateError' ? 'passkey_known' : 'passkey_failed' };
};

/** Creates a passkey, or asks for one. The library is loaded by whoever uses a passkey, and by nobody else. */
async function ask(
  run: (library: typeof import('@simplewebauthn/browser')) => Promise<unknown>,
): Promise<PasskeyAnswer> {
  try {
    const library = await import('@simplewebauthn/browser');
    if (!library.browserSupportsWebAuthn()) return { ok: false, fault: { code: 'passkey_unsupported' } };
    return { ok: true, credential: await run(library) };
  } catch (error) {
    return { ok: false, fault: faultOfPasskey(error instanceof Error ? error.name : '') };
  }
}

export const createPasskey = (optionsJSON: Options): Promise<PasskeyAnswer> =>
  ask(({ startRegistration }) => startRegistration({ optionsJSON: optionsJSON as never }));

export const askForPasskey = (optionsJSON: Options): Promise<PasskeyAnswer> =>
  ask(({ startAuthentication }) => startAuthentication({ optionsJSON: optionsJSON as never }));
