import { useTranslations } from 'next-intl';
import { IntoView } from '@/ui/into-view.tsx';
import { Notice } from '@/ui/notice.tsx';
import { useFaultWords } from '@/ui/use-fault-words.ts';
import type { Attempt } from './payment-attempt.ts';

const titles = {
  declined: 'declinedTitle',
  refused: 'refusedTitle',
  waiting: 'waitingTitle',
  lost: 'lostTitle',
} as const;

/** The attempt's status, above the form. */
export function AttemptNotice({ attempt }: { attempt: Attempt }) {
  const t = useTranslations('pay');
  const words = useFaultWords();
  switch (attempt.step) {
    case 'checking':
      return (
        <Notice role="status" title={t('checkingTitle')}>
          {t('checkingText')}
        </Notice>
      );
    case 'challenged':
      return (
        <Notice role="status" title={t('challengedTitle')}>
          {t('challengedText')}
        </Notice>
      );
    case 'ready':
      if (!attempt.notice) return null;
      return (
        <IntoView>
          <Notice role="alert" title={t(titles[attempt.notice.tone])}>
            {words(attempt.notice.fault)}
          </Notice>
        </IntoView>
      );
    default:
      return null;
  }
}
