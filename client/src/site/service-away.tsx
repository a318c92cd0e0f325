import { type Messages, useTranslations } from 'next-intl';
import { Notice } from '@/ui/notice.tsx';
import { MessagePage } from './message-page.tsx';
import { RetryButton } from './retry-button.tsx';

interface ServiceAwayProps {
  what: keyof Messages['away']['titles'];
}

/** A service that does not answer is no "not found" and no "sold out": say what it is, and offer to ask again. */
export function ServiceAway({ what }: ServiceAwayProps) {
  const t = useTranslations('away');
  return (
    <div className="flex flex-col items-start gap-4 py-6">
      <Notice role="alert" title={t(`titles.${what}`)}>
        {t('text')}
      </Notice>
      <RetryButton label={t('retry')} pendingLabel={t('retrying')} />
    </div>
  );
}

/** The same, where nothing else can be shown. */
export function ServiceAwayPage({ what }: ServiceAwayProps) {
  const t = useTranslations('away');
  return (
    <MessagePage title={t(`titles.${what}`)} actions={<RetryButton label={t('retry')} pendingLabel={t('retrying')} />}>
      <p role="alert">{t('text')}</p>
    </MessagePage>
  );
}
