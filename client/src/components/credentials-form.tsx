'use client';

import { useRouter } from 'next/navigation';
import { signIn, signUp } from '../lib/api/browser.ts';
import { toFormErrors } from '../lib/api/problem.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { FormErrors } from './form-errors.tsx';
import { textIn, useForm } from './use-form.ts';

const FIELDS = ['email', 'password'] as const;

const WORDING = {
  signin: { label: 'Sign in', pendingLabel: 'Signing in…', autoComplete: 'current-password', hint: undefined },
  signup: { label: 'Sign up', pendingLabel: 'Signing up…', autoComplete: 'new-password', hint: '8 to 128 characters' },
};

/** @param next a path already made safe by the page */
export function CredentialsForm({ purpose, next }: { purpose: keyof typeof WORDING; next: string }) {
  const router = useRouter();
  const { label, pendingLabel, autoComplete, hint } = WORDING[purpose];

  const { errors, isPending, formProps } = useForm<(typeof FIELDS)[number]>(async (values) => {
    const credentials = { email: textIn(values, 'email'), password: textIn(values, 'password') };
    const answer = await (purpose === 'signin' ? signIn : signUp)(credentials);
    if (!answer.ok) return toFormErrors(answer.problem, FIELDS);
    router.replace(next);
    // The header and every cached page were rendered for a visitor.
    router.refresh();
    return null;
  });

  return (
    <form {...formProps} className="flex flex-col gap-6">
      <FormErrors messages={errors.form} />
      <Field name="email" label="Email" type="email" autoComplete="email" required error={errors.fields.email} />
      <Field
        name="password"
        label="Password"
        type="password"
        autoComplete={autoComplete}
        required
        hint={hint}
        error={errors.fields.password}
      />
      <Button type="submit" wide isPending={isPending} pendingLabel={pendingLabel}>
        {label}
      </Button>
    </form>
  );
}
