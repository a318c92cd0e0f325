'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { releaseOrder } from '@/api/browser.ts';
import { faultOf } from '@/api/problem.ts';
import { Button } from '@/ui/button.tsx';
import { Dialog } from '@/ui/dialog.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useForm } from '@/ui/use-form.ts';

interface ReleaseFormProps {
  orderId: string;
  /** How many tickets it gives back. */
  count: number;
  onReleased: () => void;
}

/** Asks for confirmation, because someone else may reserve the ticket immediately. */
export function ReleaseForm({ orderId, count, onReleased }: ReleaseFormProps) {
  const t = useTranslations('order');
  const [isAsking, setAsking] = useState(false);
  const { errors, isPending, formProps } = useForm(async () => {
    const answer = await releaseOrder(orderId);
    if (!answer.ok) return { fields: {}, form: [faultOf(answer.problem)] };
    onReleased();
    return null;
  });

  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {t('release', { count })}
      </Button>
      <Dialog isOpen={isAsking} onClose={() => setAsking(false)} title={t('releaseQuestion', { count })}>
        <p className="text-muted">{t('releaseText', { count })}</p>
        <form {...formProps} className="flex flex-col gap-3">
          <FormErrors messages={errors.form} />
          <Button type="submit" wide isPending={isPending} pendingLabel={t('releasing')}>
            {t('releaseYes', { count })}
          </Button>
          <Button look="plain" wide onClick={() => setAsking(false)}>
            {t('releaseNo', { count })}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
