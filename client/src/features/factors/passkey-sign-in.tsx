'use client';

import { useTranslations } from 'next-intl';
import { toFormFaults } from '@/api/problem.ts';
import { Button } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useForm } from '@/ui/use-form.ts';
import { signInWithPasskey, startPasskeySignIn } from './api/browser.ts';
import { askForPasskey } from './ask-passkey.ts';

/** Signs in without a password: the browser offers the passkeys that it has for this site. */
export function PasskeySignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const t = useTranslations('factors');
  const { errors, isPending, formProps } = useForm(async () => {
    const started = await startPasskeySignIn();
    if (!started.ok) return toFormFaults(started.problem, []);
    const { challenge, options } = started.value;
    const asked = await askForPasskey(options);
    if (!asked.ok) return { fields: {}, form: [asked.fault] };
    const answer = await signInWithPasskey({ challenge, passkey: asked.credential });
    if (!answer.ok) return toFormFaults(answer.problem, []);
    onSignedIn();
    return null;
  });
  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormErrors messages={errors.form} />
      <Button type="submit" look="plain" wide isPending={isPending} pendingLabel={t('passkeyWaiting')}>
        {t('passkeySignIn')}
      </Button>
    </form>
  );
}
