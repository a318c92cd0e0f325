import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button.tsx';
import { Notice } from '@/ui/notice.tsx';

/** Says that a draft is not saved yet, and offers to forget it. */
export function RestoredNotice({ onDiscard }: { onDiscard: () => void }) {
  const t = useTranslations('organise.draft');
  return (
    <Notice role="status" title={t('restoredTitle')}>
      <p>{t('restored')}</p>
      <Button look="quiet" size="small" onClick={onDiscard}>
        {t('discard')}
      </Button>
    </Notice>
  );
}
