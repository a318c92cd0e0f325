'use client';

import { useTranslations } from 'next-intl';
import { releaseOrder } from '@/api/browser.ts';
import { ConfirmedAction } from '@/ui/confirmed-action.tsx';

interface ReleaseFormProps {
  orderId: string;
  /** How many tickets it gives back. */
  count: number;
  onReleased: () => void;
}

/** Asks for confirmation, because someone else may reserve the ticket immediately. */
export function ReleaseForm({ orderId, count, onReleased }: ReleaseFormProps) {
  const t = useTranslations('order');
  return (
    <ConfirmedAction
      label={t('release', { count })}
      question={t('releaseQuestion', { count })}
      text={t('releaseText', { count })}
      yes={t('releaseYes', { count })}
      working={t('releasing')}
      no={t('releaseNo', { count })}
      act={() => releaseOrder(orderId)}
      onDone={onReleased}
    />
  );
}
