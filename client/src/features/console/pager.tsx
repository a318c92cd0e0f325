import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/ui/button.tsx';

interface PagerProps {
  first: string | null;
  next: string | null;
}

/** Pages from newest to oldest. @param first address of the newest page, unless it is shown */
export function Pager({ first, next }: PagerProps) {
  const t = useTranslations('ops.pager');
  if (!first && !next) return null;
  return (
    <nav aria-label={t('label')} className="flex justify-end gap-3">
      {first && (
        <ButtonLink look="plain" size="small" href={first}>
          {t('newest')}
        </ButtonLink>
      )}
      {next && (
        <ButtonLink look="plain" size="small" href={next}>
          {t('older')}
        </ButtonLink>
      )}
    </nav>
  );
}
