'use client';

import { useTranslations } from 'next-intl';
import { ConfirmedAction } from '@/ui/confirmed-action.tsx';
import { cancelBooking } from './api/browser.ts';

interface CancelFormProps {
  bookingId: string;
  onCancelled: () => void;
}

/** Asks for confirmation, because others may book the seats immediately. */
export function CancelForm({ bookingId, onCancelled }: CancelFormProps) {
  const t = useTranslations('bookings.cancel');
  return (
    <ConfirmedAction
      label={t('open')}
      question={t('question')}
      text={t('text')}
      yes={t('yes')}
      working={t('working')}
      no={t('no')}
      act={() => cancelBooking(bookingId)}
      onDone={onCancelled}
    />
  );
}
