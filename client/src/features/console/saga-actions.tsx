'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId, useState, useTransition } from 'react';
import { type Fault, faultOf, toFormFaults } from '@/api/problem.ts';
import { Button } from '@/ui/button.tsx';
import { Dialog } from '@/ui/dialog.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useFaultWords } from '@/ui/use-fault-words.ts';
import { useForm } from '@/ui/use-form.ts';
import { retrySaga, undoSaga } from './api/browser.ts';
import type { Saga } from './api/schemas.ts';
import { DialogActions } from './dialog-actions.tsx';
import { retryObstacle, stepsToUndo, undoObstacle } from './logic/saga-actions.ts';
import { stepWords } from './logic/saga-words.ts';

export type ActedSaga = Pick<Saga, 'id' | 'status' | 'actions' | 'error' | 'diagram' | 'steps'>;

/** Retries or undoes a saga. An action that is not possible says why. */
export function SagaActions({ saga }: { saga: ActedSaga }) {
  const t = useTranslations('ops.saga.actions');
  const words = useFaultWords();
  const router = useRouter();
  const [isUndoing, setUndoing] = useState(false);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [isRetried, setRetried] = useState(false);
  const [isPending, startTransition] = useTransition();
  const [retryId, undoId] = [useId(), useId()];
  const [noRetry, noUndo] = [retryObstacle(saga), undoObstacle(saga)];

  const retry = () =>
    startTransition(async () => {
      const answer = await retrySaga(saga.id);
      setFaults(answer.ok ? [] : [faultOf(answer.problem)]);
      setRetried(answer.ok);
      if (answer.ok) router.refresh();
    });
  const close = () => setUndoing(false);

  return (
    <section aria-label={t('label')} className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-3">
        <Button
          look="plain"
          onClick={retry}
          isPending={isPending}
          pendingLabel={t('retrying')}
          isOff={noRetry !== null}
          aria-describedby={noRetry ? retryId : undefined}
        >
          {t('retry')}
        </Button>
        <Button
          look="plain"
          onClick={() => setUndoing(true)}
          isOff={noUndo !== null}
          aria-describedby={noUndo ? undoId : undefined}
        >
          {t('undo')}
        </Button>
      </div>
      <div className="text-sm text-muted empty:hidden">
        {noRetry && <p id={retryId}>{t(`noRetry.${noRetry}`)}</p>}
        {noUndo && <p id={undoId}>{t(`noUndo.${noUndo}`)}</p>}
      </div>
      <p role="status" className="text-sm font-semibold empty:hidden">
        {isRetried && !noRetry && t('retried')}
      </p>
      <FormErrors messages={faults.map(words)} />
      <Dialog isOpen={isUndoing} onClose={close} title={t('title')}>
        {isUndoing && <UndoForm saga={saga} onClose={close} />}
      </Dialog>
    </section>
  );
}

/** Says which compensations will run. */
function UndoForm({ saga, onClose }: { saga: ActedSaga; onClose: () => void }) {
  const t = useTranslations('ops.saga');
  const router = useRouter();
  const { errors, isPending, formProps } = useForm<never>(async () => {
    const answer = await undoSaga(saga.id);
    if (!answer.ok) return toFormFaults(answer.problem, []);
    router.refresh();
    onClose();
    return null;
  });
  const undone = stepsToUndo(saga.steps);
  return (
    <form {...formProps} className="flex flex-col gap-5">
      {undone.length === 0 ? (
        <p>{t('actions.nothing')}</p>
      ) : (
        <div>
          <p>{t('actions.explanation')}</p>
          <ol className="mt-2 list-decimal pl-6">
            {undone.map(({ name }) => (
              <li key={name} className="first-letter:uppercase">
                {stepWords(t, name, 'compensation')}
              </li>
            ))}
          </ol>
          <p className="mt-2">{t('actions.money')}</p>
        </div>
      )}
      <FormErrors messages={errors.form} />
      <DialogActions onClose={onClose} isPending={isPending} submit={t('actions.submit')} />
    </form>
  );
}
