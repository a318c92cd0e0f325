'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { toFormFaults } from '@/api/problem.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { ownPerformancePath } from '@/site/paths.ts';
import { Button } from '@/ui/button.tsx';
import { Dialog } from '@/ui/dialog.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useForm } from '@/ui/use-form.ts';
import { closeSale, publishPerformance } from './api/browser.ts';
import type { Performance } from './api/schemas.ts';
import { hasSessionEnded } from './refusal.ts';

const sends = { publish: publishPerformance, close: closeSale };

/** Publishes a draft, or closes the sale, after a confirmation: neither can be undone. */
export function SaleActions({ performance: { id, status } }: { performance: Pick<Performance, 'id' | 'status'> }) {
  const router = useRouter();
  const t = useTranslations('organise.actions');
  const [isAsked, setAsked] = useState(false);
  const [done, setDone] = useState<keyof typeof sends | null>(null);
  const [isRefreshing, startTransition] = useTransition();
  const action = status === 'draft' ? 'publish' : 'close';
  const { errors, isPending, formProps } = useForm<never>(async () => {
    const answer = await sends[action](id);
    if (!answer.ok && hasSessionEnded(answer.problem)) {
      router.push(signInPath(ownPerformancePath(id), 'expired'));
      return null;
    }
    if (!answer.ok) return toFormFaults(answer.problem, []);
    setAsked(false);
    setDone(action);
    startTransition(() => router.refresh());
    return { fields: {}, form: [] };
  });
  const isOver = status !== 'draft' && status !== 'on_sale';
  return (
    <>
      <p role="status" className="sr-only">
        {done && t(`${done}.done`)}
      </p>
      {!isOver && (
        <Button
          look={action === 'publish' ? 'primary' : 'plain'}
          isPending={isRefreshing}
          onClick={() => setAsked(true)}
        >
          {t(`${action}.open`)}
        </Button>
      )}
      <Dialog isOpen={isAsked} onClose={() => setAsked(false)} title={t(`${action}.title`)}>
        <p className="text-muted">{t(`${action}.text`)}</p>
        <form {...formProps} className="flex flex-col gap-6">
          <FormErrors messages={errors.form} />
          <div className="flex flex-wrap justify-end gap-3">
            <Button look="plain" onClick={() => setAsked(false)}>
              {t('back')}
            </Button>
            <Button type="submit" isPending={isPending} pendingLabel={t('working')}>
              {t(`${action}.confirm`)}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
