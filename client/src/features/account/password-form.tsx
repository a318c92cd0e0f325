'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { changePassword } from '@/api/browser.ts';
import { isSignedOut, toFormFaults } from '@/api/problem.ts';
import { accountPath } from '@/site/paths.ts';
import { Button } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { Notice } from '@/ui/notice.tsx';
import { textIn, useForm } from '@/ui/use-form.ts';
import { faultsOfPasswordChange, type PasswordChangeField, passwordChangeFields } from './password-change.ts';
import { PasswordField } from './password-field.tsx';
import { signInPath } from './safe-next-path.ts';

/** @param email lets password managers store the new password for the right account */
export function PasswordForm({ email }: { email: string }) {
  const router = useRouter();
  const t = useTranslations('account');
  const [changes, setChanges] = useState(0);
  const { errors, isPending, formProps } = useForm<PasswordChangeField>(async (values) => {
    const change = {
      currentPassword: textIn(values, 'currentPassword'),
      newPassword: textIn(values, 'newPassword'),
    };
    const faults = faultsOfPasswordChange(change);
    if (faults) return faults;
    const answer = await changePassword(change);
    if (!answer.ok && isSignedOut(answer.problem)) {
      router.push(signInPath(accountPath, 'expired'));
      return null;
    }
    if (!answer.ok) return toFormFaults(answer.problem, passwordChangeFields);
    setChanges((count) => count + 1);
    // The list of sessions has changed.
    router.refresh();
    return { fields: {}, form: [] };
  });

  return (
    <form {...formProps} className="flex max-w-md flex-col gap-6">
      <FormErrors messages={errors.form} />
      {changes > 0 && <Notice role="status">{t('passwordChanged')}</Notice>}
      <input type="text" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
      <PasswordField
        key={`current-${changes}`}
        name="currentPassword"
        label={t('currentPassword')}
        autoComplete="current-password"
        error={errors.fields.currentPassword}
      />
      <PasswordField
        key={`new-${changes}`}
        name="newPassword"
        label={t('newPassword')}
        autoComplete="new-password"
        error={errors.fields.newPassword}
      />
      <Button type="submit" isPending={isPending} pendingLabel={t('changingPassword')}>
        {t('changePassword')}
      </Button>
    </form>
  );
}
