'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { faultOf } from '@/api/problem.ts';
import { Button } from '@/ui/button.tsx';
import { Dialog } from '@/ui/dialog.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useForm } from '@/ui/use-form.ts';
import { cancelBooking } from './api/browser.ts';

interface CancelFormProps {
  bookingId: string;
  onCancelled: () => void;
}

/** Asks for confirmation, because others may book the seats immediately. */
export function CancelForm({ bookingId, onCancelled }: CancelFormProps) {
  const t = useTranslations('bookings.cancel');
  const [isAsking, setAsking] = useState(false);
  const { errors, isPending, formProps } = useForm(async () => {
    const answer = await cancelBooking(bookingId);
    if (!answer.ok) return { fields: {}, form: [faultOf(answer.problem)] };
    onCancelled();
    return null;
  });
  return (
    <>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {t('open')}
      </Button>
      <Dialog isOpen={isAsking} onClose={() => setAsking(false)} title={t('question')}>
        <p className="text-muted">{t('text')}</p>
        <form {...formProps} className="flex flex-col gap-3">
          <FormErrors messages={errors.form} />
          <Button type="submit" wide isPending={isPending} pendingLabel={t('working')}>
            {t('yes')}
          </Button>
          <Button look="plain" wide onClick={() => setAsking(false)}>
            {t('no')}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
