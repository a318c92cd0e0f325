'use client';

import { toFormFaults } from '@/api/problem.ts';
import { signInWithPasskey, startPasskeySignIn } from './api/browser.ts';
import { answerWithPasskey, PasskeyForm } from './passkey-form.tsx';

/** Signs in without a password: the browser offers the passkeys that it has for this site. */
export const PasskeySignIn = ({ onSignedIn }: { onSignedIn: () => void }) => (
  <PasskeyForm label="passkeySignIn" look="plain" attempt={signIn} onSignedIn={onSignedIn} />
);

async function signIn() {
  const started = await startPasskeySignIn();
  if (!started.ok) return toFormFaults(started.problem, []);
  const { challenge, options } = started.value;
  return answerWithPasskey(options, (passkey) => signInWithPasskey({ challenge, passkey }));
}
