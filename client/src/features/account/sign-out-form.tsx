'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { signOut } from '@/api/browser.ts';
import { toFormFaults } from '@/api/problem.ts';
import { Button } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useForm } from '@/ui/use-form.ts';

export function SignOutForm() {
  const router = useRouter();
  const t = useTranslations('account');
  const { errors, isPending, formProps } = useForm(async () => {
    const answer = await signOut();
    if (!answer.ok) return toFormFaults(answer.problem, []);
    router.replace('/auth/signout');
    router.refresh();
    return { fields: {}, form: [] };
  });

  return (
    <form {...formProps} className="flex flex-col items-start gap-6">
      <FormErrors messages={errors.form} />
      <Button type="submit" isPending={isPending} pendingLabel={t('signingOut')}>
        {t('signout')}
      </Button>
    </form>
  );
}
