'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { requestPasswordReset } from '@/api/browser.ts';
import { toFormFaults } from '@/api/problem.ts';
import { Button } from '@/ui/button.tsx';
import { Field } from '@/ui/field.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { Notice } from '@/ui/notice.tsx';
import { textIn, useForm } from '@/ui/use-form.ts';
import { faultsOfEmail } from './credentials.ts';

/** Has a link mailed that sets a new password. Says the same whether or not an account has the address. */
export function ResetRequestForm() {
  const t = useTranslations('mail');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { errors, isPending, formProps } = useForm<'email'>(async (values) => {
    setSentTo(null);
    const email = textIn(values, 'email').trim();
    const faults = faultsOfEmail(email);
    if (faults) return faults;
    const answer = await requestPasswordReset(email);
    if (!answer.ok) return toFormFaults(answer.problem, ['email']);
    setSentTo(email);
    return { fields: {}, form: [] };
  });
  return (
    <form {...formProps} className="flex flex-col gap-6">
      <FormErrors messages={errors.form} />
      {sentTo !== null && (
        <Notice role="status">
          <span className="wrap-anywhere">{t('resetSent', { email: sentTo })}</span>
        </Notice>
      )}
      <Field
        name="email"
        label={t('email')}
        type="email"
        autoComplete="username"
        required
        error={errors.fields.email}
      />
      <Button type="submit" wide isPending={isPending} pendingLabel={t('sending')}>
        {t('sendLink')}
      </Button>
    </form>
  );
}
