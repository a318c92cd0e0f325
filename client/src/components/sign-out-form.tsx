'use client';

import { useRouter } from 'next/navigation';
import { signOut } from '../lib/api/browser.ts';
import { toFormErrors } from '../lib/api/problem.ts';
import { Button } from './button.tsx';
import { FormErrors } from './form-errors.tsx';
import { useForm } from './use-form.ts';

export function SignOutForm() {
  const router = useRouter();
  const { errors, isPending, formProps } = useForm(async () => {
    const answer = await signOut();
    if (!answer.ok) return toFormErrors(answer.problem, []);
    router.replace('/');
    router.refresh();
    return null;
  });

  return (
    <form {...formProps} className="flex flex-col items-start gap-6">
      <FormErrors messages={errors.form} />
      <Button type="submit" isPending={isPending} pendingLabel="Signing out…">
        Sign out
      </Button>
    </form>
  );
}
