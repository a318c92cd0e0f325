'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { endSession, endSessions } from '@/api/browser.ts';
import { isRefusedWith, isSignedOut, toFormFaults } from '@/api/problem.ts';
import { ReauthenticationDialog } from '@/features/factors/reauthentication-dialog.tsx';
import { useReauthentication } from '@/features/factors/use-reauthentication.ts';
import { accountPath } from '@/site/paths.ts';
import { Button } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useForm } from '@/ui/use-form.ts';
import { signInPath } from './safe-next-path.ts';

interface EndSessionsFormProps {
  /** One session, all but this one, or all. */
  which: { sid: string } | 'others' | 'all';
  label?: string;
  children: ReactNode;
}

export function EndSessionsForm({ which, label, children }: EndSessionsFormProps) {
  const router = useRouter();
  const t = useTranslations('account');
  const { settle, withRecentSession } = useReauthentication();
  const { errors, isPending, formProps } = useForm(async () => {
    const answer = await withRecentSession(() =>
      typeof which === 'string' ? endSessions(which) : endSession(which.sid),
    );
    if (!answer) return { fields: {}, form: [] };
    if (!answer.ok && isSignedOut(answer.problem)) {
      router.push(signInPath(accountPath, 'expired'));
      return null;
    }
    // A session that is already over is what was asked for.
    if (!answer.ok && !isRefusedWith(answer.problem, 404)) return toFormFaults(answer.problem, []);
    if (which === 'all') router.replace('/auth/signin');
    router.refresh();
    return { fields: {}, form: [] };
  });
  return (
    <>
      <form {...formProps} className="flex flex-col gap-2">
        <Button
          type="submit"
          look="plain"
          size="small"
          aria-label={label}
          isPending={isPending}
          pendingLabel={t('ending')}
        >
          {children}
        </Button>
        <FormErrors messages={errors.form} />
      </form>
      {settle && <ReauthenticationDialog settle={settle} />}
    </>
  );
}
