import { type Messages, useTranslations } from 'next-intl';
import { Notice } from '@/ui/notice.tsx';
import { MessagePage } from './message-page.tsx';
import { RetryButton } from './retry-button.tsx';

interface ServiceUnavailableProps {
  what: keyof Messages['unavailable']['titles'];
}

/** Says that a service is unavailable, which is different from "not found" or "sold out", and offers a retry. */
export function ServiceUnavailable({ what }: ServiceUnavailableProps) {
  const t = useTranslations('unavailable');
  return (
    <div className="flex flex-col items-start gap-4 py-6">
      <Notice role="alert" title={t(`titles.${what}`)}>
        {t('text')}
      </Notice>
      <RetryButton label={t('retry')} pendingLabel={t('retrying')} />
    </div>
  );
}

/** The same as a whole page. */
export function ServiceUnavailablePage({ what }: ServiceUnavailableProps) {
  const t = useTranslations('unavailable');
  return (
    <MessagePage title={t(`titles.${what}`)} actions={<RetryButton label={t('retry')} pendingLabel={t('retrying')} />}>
      <p role="alert">{t('text')}</p>
    </MessagePage>
  );
}
