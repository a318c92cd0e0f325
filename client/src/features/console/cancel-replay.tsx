'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toFormFaults } from '@/api/problem.ts';
import { Button } from '@/ui/button.tsx';
import { Dialog } from '@/ui/dialog.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useForm } from '@/ui/use-form.ts';
import { cancelReplay } from './api/browser.ts';
import type { Replay } from './api/schemas.ts';
import { DialogActions } from './dialog-actions.tsx';
import { ReasonField, reasonIn } from './reason-field.tsx';

interface CancelProps {
  replay: Replay;
  onCancelled: (replay: Replay) => void;
}

/** Cancels a replay. Outcomes of letters that were already sent are still recorded. */
export function CancelReplay({ replay, onCancelled }: CancelProps) {
  const t = useTranslations('ops.cancelForm');
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button look="plain" size="small" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={t('title')}>
        {isOpen && <CancelForm replay={replay} onCancelled={onCancelled} onClose={close} />}
      </Dialog>
    </>
  );
}

function CancelForm({ replay, onCancelled, onClose }: CancelProps & { onClose: () => void }) {
  const t = useTranslations('ops.cancelForm');
  const { errors, isPending, formProps } = useForm<'reason'>(async (values) => {
    const given = reasonIn(values);
    if (!given.ok) return { fields: { reason: given.fault }, form: [] };
    const answer = await cancelReplay(replay.id, given.reason);
    if (!answer.ok) return toFormFaults(answer.problem, ['reason']);
    onCancelled(answer.value);
    onClose();
    return null;
  });
  const { selected, sent } = replay.counts;
  return (
    <form {...formProps} className="flex flex-col gap-5">
      <p>{t('text', { sent, left: Math.max(0, selected - sent) })}</p>
      <FormErrors messages={errors.form} />
      <ReasonField error={errors.fields.reason} />
      <DialogActions onClose={onClose} isPending={isPending} submit={t('submit')} />
    </form>
  );
}
