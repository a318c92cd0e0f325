'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { resetPassword } from '@/api/browser.ts';
import { type Problem, toFormFaults } from '@/api/problem.ts';
import { resetPath } from '@/site/paths.ts';
import { Button, ButtonLink } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { Notice } from '@/ui/notice.tsx';
import { textIn, useForm } from '@/ui/use-form.ts';
import { faultsOfNewPassword } from './password-change.ts';
import { PasswordField } from './password-field.tsx';

const isLinkUseless = (problem: Problem): boolean =>
  problem.kind === 'refused' && problem.errors.some(({ code }) => code?.startsWith('link_'));

/** Sets a new password with a mailed link. Everybody is signed out then, this browser as well. */
export function ResetForm({ token }: { token: string }) {
  const t = useTranslations('mail');
  const [state, setState] = useState<'asking' | 'done' | 'useless'>('asking');
  const { errors, isPending, formProps } = useForm<'password'>(async (values) => {
    const password = textIn(values, 'password');
    const faults = faultsOfNewPassword(password);
    if (faults) return faults;
    const answer = await resetPassword({ token, password });
    if (!answer.ok) {
      if (isLinkUseless(answer.problem)) setState('useless');
      return toFormFaults(answer.problem, ['password']);
    }
    setState('done');
    return { fields: {}, form: [] };
  });
  if (state === 'done')
    return (
      <>
        <Notice role="status">{t('passwordSet')}</Notice>
        <ButtonLink href="/auth/signin">{t('signIn')}</ButtonLink>
      </>
    );
  return (
    <form {...formProps} className="flex flex-col gap-6">
      <FormErrors messages={errors.form} />
      {state === 'useless' ? (
        // A full load: the same page without the token.
        <a href={resetPath} className="font-semibold text-accent-ink underline underline-offset-4">
          {t('sendAnotherLink')}
        </a>
      ) : (
        <>
          <PasswordField
            name="password"
            label={t('newPassword')}
            autoComplete="new-password"
            error={errors.fields.password}
          />
          <Button type="submit" wide isPending={isPending} pendingLabel={t('setting')}>
            {t('setPassword')}
          </Button>
        </>
      )}
    </form>
  );
}
