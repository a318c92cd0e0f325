'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { confirmEmail } from '@/api/browser.ts';
import { toFormFaults } from '@/api/problem.ts';
import { Button, ButtonLink } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { Notice } from '@/ui/notice.tsx';
import { useForm } from '@/ui/use-form.ts';
import { SendAgainForm } from './send-again-form.tsx';

interface ConfirmEmailProps {
  token: string;
  /** Whether somebody is signed in, who can have another link sent. */
  isSignedIn: boolean;
}

/** A button, because programs that look at mails open their links. */
export function ConfirmEmail({ token, isSignedIn }: ConfirmEmailProps) {
  const router = useRouter();
  const t = useTranslations('mail');
  const [state, setState] = useState<'asking' | 'confirmed' | 'refused'>('asking');
  const { errors, isPending, formProps } = useForm(async () => {
    const answer = await confirmEmail(token);
    if (!answer.ok) {
      if (answer.problem.kind === 'refused' && answer.problem.status === 400) setState('refused');
      return toFormFaults(answer.problem, []);
    }
    setState('confirmed');
    // The banner was rendered for an unconfirmed address.
    router.refresh();
    return { fields: {}, form: [] };
  });
  if (state === 'confirmed')
    return (
      <>
        <Notice role="status">{t('confirmed')}</Notice>
        <ButtonLink href="/">{t('browse')}</ButtonLink>
      </>
    );
  return (
    <>
      <p className="text-muted">{t('verifyText')}</p>
      <form {...formProps} className="flex flex-col gap-6">
        <FormErrors messages={errors.form} />
        {state === 'asking' && (
          <Button type="submit" wide isPending={isPending} pendingLabel={t('confirming')}>
            {t('confirmAddress')}
          </Button>
        )}
      </form>
      {state === 'refused' &&
        (isSignedIn ? (
          <SendAgainForm />
        ) : (
          <ButtonLink href="/auth/signin?next=/account">{t('signInForLink')}</ButtonLink>
        ))}
    </>
  );
}
