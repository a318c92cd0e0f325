'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { signIn, signUp } from '@/api/browser.ts';
import { Button } from '@/ui/button.tsx';
import { Field } from '@/ui/field.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { textIn, useForm } from '@/ui/use-form.ts';
import { type CredentialsField, faultsOfCredentials, faultsOfRefusal } from './credentials.ts';
import { PasswordField } from './password-field.tsx';

const purposes = {
  signin: { send: signIn, label: 'signin', pendingLabel: 'signingIn', autoComplete: 'current-password' },
  signup: { send: signUp, label: 'signup', pendingLabel: 'signingUp', autoComplete: 'new-password' },
} as const;

/** @param next a path that the page has validated */
export function CredentialsForm({ purpose, next }: { purpose: keyof typeof purposes; next: string }) {
  const router = useRouter();
  const t = useTranslations('account');
  const { send, label, pendingLabel, autoComplete } = purposes[purpose];

  const { errors, isPending, formProps } = useForm<CredentialsField>(async (values) => {
    const credentials = { email: textIn(values, 'email'), password: textIn(values, 'password') };
    const faults = faultsOfCredentials(credentials, purpose);
    if (faults) return faults;
    const answer = await send(credentials);
    if (!answer.ok) return faultsOfRefusal(answer.problem);
    router.replace(next);
    // The header and every cached page were rendered for an anonymous visitor.
    router.refresh();
    return null;
  });

  return (
    <form {...formProps} className="flex flex-col gap-6">
      <FormErrors messages={errors.form} />
      <Field
        name="email"
        label={t('email')}
        type="email"
        autoComplete="username"
        required
        error={errors.fields.email}
      />
      <PasswordField name="password" label={t('password')} autoComplete={autoComplete} error={errors.fields.password} />
      <Button type="submit" wide isPending={isPending} pendingLabel={t(pendingLabel)}>
        {t(label)}
      </Button>
    </form>
  );
}
