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
import { TextArea } from '@/ui/text-area.tsx';
import { textIn, useForm } from '@/ui/use-form.ts';
import { cancelPerformance, closeSale, publishPerformance } from './api/browser.ts';
import type { Performance } from './api/schemas.ts';
import { hasSessionEnded } from './refusal.ts';

type Action = 'publish' | 'close' | 'cancel';

const actionsIn: Readonly<Record<Performance['status'], readonly Action[]>> = {
  draft: ['publish'],
  on_sale: ['close', 'cancel'],
  closed: ['cancel'],
  cancelled: [],
};

const maxReasonCharacters = 500;

interface SaleActionsProps {
  performance: Pick<Performance, 'id' | 'status'>;
}

/** What a seller does with a performance. Each is confirmed, because none can be undone. */
export function SaleActions({ performance: { id, status } }: SaleActionsProps) {
  const t = useTranslations('organise.actions');
  const router = useRouter();
  const [asked, setAsked] = useState<Action | null>(null);
  const [done, setDone] = useState<Action | null>(null);
  const [isRefreshing, startTransition] = useTransition();
  const finish = (action: Action) => {
    setAsked(null);
    setDone(action);
    startTransition(() => router.refresh());
  };
  return (
    <>
      <p role="status" className="sr-only">
        {done && t(`${done}.done`)}
      </p>
      {actionsIn[status].map((action) => (
        <Button
          key={action}
          look={action === 'publish' ? 'primary' : 'plain'}
          isPending={isRefreshing}
          onClick={() => setAsked(action)}
        >
          {t(`${action}.open`)}
        </Button>
      ))}
      <Dialog isOpen={asked !== null} onClose={() => setAsked(null)} title={asked ? t(`${asked}.title`) : ''}>
        {asked && <Confirmation key={asked} {...{ id, action: asked, finish }} onBack={() => setAsked(null)} />}
      </Dialog>
    </>
  );
}

interface ConfirmationProps {
  id: string;
  action: Action;
  finish: (action: Action) => void;
  onBack: () => void;
}

function Confirmation({ id, action, finish, onBack }: ConfirmationProps) {
  const t = useTranslations('organise.actions');
  const router = useRouter();
  const { errors, isPending, formProps } = useForm<'reason'>(async (values) => {
    const answer = await send(action, id, textIn(values, 'reason'));
    if (!answer.ok && hasSessionEnded(answer.problem)) {
      router.push(signInPath(ownPerformancePath(id), 'expired'));
      return null;
    }
    if (!answer.ok) return toFormFaults(answer.problem, ['reason']);
    finish(action);
    return null;
  });
  return (
    <>
      <p className="text-muted">{t(`${action}.text`)}</p>
      <form {...formProps} className="flex flex-col gap-6">
        <FormErrors messages={errors.form} />
        {action === 'cancel' && (
          <TextArea
            name="reason"
            label={t('cancel.reason')}
            hint={t('cancel.reasonHint')}
            error={errors.fields.reason}
            maxLength={maxReasonCharacters}
            required
          />
        )}
        <div className="flex flex-wrap justify-end gap-3">
          <Button look="plain" onClick={onBack}>
            {t('back')}
          </Button>
          <Button type="submit" isPending={isPending} pendingLabel={t('working')}>
            {t(`${action}.confirm`)}
          </Button>
        </div>
      </form>
    </>
  );
}

function send(action: Action, id: string, reason: string) {
  if (action === 'cancel') return cancelPerformance(id, reason);
  return action === 'publish' ? publishPerformance(id) : closeSale(id);
}
