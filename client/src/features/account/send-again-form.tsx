'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { isSignedOut, type Problem, toFormFaults } from '@/api/problem.ts';
import { accountPath } from '@/site/paths.ts';
import { Button } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useForm } from '@/ui/use-form.ts';
import { signInPath } from './safe-next-path.ts';

const unreachable: Problem = { kind: 'unreachable' };

/**
 * Loads what calls services only when it is needed: this form is on every page, and with the schemas it would be an eighth of the
 * browse page's script.
 */
async function requestVerification() {
  const api = await import('@/api/browser.ts').catch(() => null);
  return api ? api.requestVerification() : ({ ok: false, problem: unreachable } as const);
}

/** Has the link that confirms the address mailed again. */
export function SendAgainForm() {
  const router = useRouter();
  const t = useTranslations('mail');
  const [isSent, setSent] = useState(false);
  const { errors, isPending, formProps } = useForm(async () => {
    setSent(false);
    const answer = await requestVerification();
    if (!answer.ok && isSignedOut(answer.problem)) {
      router.push(signInPath(accountPath, 'expired'));
      return null;
    }
    if (!answer.ok) return toFormFaults(answer.problem, []);
    // Confirmed in another browser: the session knows it now, and the banner goes away.
    if (answer.value.emailVerified) router.refresh();
    else setSent(true);
    return { fields: {}, form: [] };
  });
  return (
    <form {...formProps} className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button type="submit" look="plain" size="small" isPending={isPending} pendingLabel={t('sending')}>
        {t('sendAgain')}
      </Button>
      <p role="status" className="font-semibold empty:hidden">
        {isSent && t('sent')}
      </p>
      <FormErrors messages={errors.form} />
    </form>
  );
}
