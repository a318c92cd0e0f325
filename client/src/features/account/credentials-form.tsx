'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { signIn, signUp } from '@/api/browser.ts';
import type { SecondFactor } from '@/features/factors/api/schemas.ts';
import { PasskeySignIn } from '@/features/factors/passkey-sign-in.tsx';
import { secondFactorOf } from '@/features/factors/second-factor-of.ts';
import { SecondStep } from '@/features/factors/second-step-form.tsx';
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

interface CredentialsFormProps {
  purpose: keyof typeof purposes;
  /** A path that the page has validated. */
  next: string;
}

/** Email and password; for signing in also the second step, and a passkey instead of both. */
export function CredentialsForm({ purpose, next }: CredentialsFormProps) {
  const router = useRouter();
  const [secondFactor, setSecondFactor] = useState<SecondFactor | null>(null);
  const onSignedIn = () => {
    router.replace(next);
    // The header and every cached page were rendered for an anonymous visitor.
    router.refresh();
  };
  if (secondFactor) return <SecondStep {...{ secondFactor, onSignedIn }} onStartAgain={() => setSecondFactor(null)} />;
  return (
    <>
      <PasswordStep {...{ purpose, onSignedIn }} onSecondFactor={setSecondFactor} />
      {purpose === 'signin' && (
        <div className="mt-4">
          <PasskeySignIn onSignedIn={onSignedIn} />
        </div>
      )}
    </>
  );
}

interface PasswordStepProps {
  purpose: keyof typeof purposes;
  onSignedIn: () => void;
  onSecondFactor: (secondFactor: SecondFactor) => void;
}

function PasswordStep({ purpose, onSignedIn, onSecondFactor }: PasswordStepProps) {
  const t = useTranslations('account');
  const { send, label, pendingLabel, autoComplete } = purposes[purpose];

  const { errors, isPending, formProps } = useForm<CredentialsField>(async (values) => {
    const credentials = { email: textIn(values, 'email'), password: textIn(values, 'password') };
    const faults = faultsOfCredentials(credentials, purpose);
    if (faults) return faults;
    const answer = await send(credentials);
    const secondFactor = answer.ok ? null : secondFactorOf(answer.problem);
    if (secondFactor) onSecondFactor(secondFactor);
    else if (answer.ok) onSignedIn();
    else return faultsOfRefusal(answer.problem);
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
