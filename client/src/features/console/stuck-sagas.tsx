import { useTranslations } from 'next-intl';
import { ErrorMark } from '@/ui/error-mark.tsx';
import { PageLink } from '@/ui/page-link.tsx';
import type { SagaSummary } from './api/schemas.ts';
import { SagaTable } from './saga-table.tsx';

interface StuckSagasProps {
  sagas: SagaSummary[];
  /** Where all of them are, when there are more. */
  all: string | null;
  now: number;
}

/** The alarm above a list: sagas that need a person. Nothing without any. */
export function StuckSagas({ sagas, all, now }: StuckSagasProps) {
  const t = useTranslations('ops.sagas');
  if (sagas.length === 0) return null;
  const count = sagas.length;
  return (
    <section className="flex min-w-0 flex-col gap-3 border-l-4 border-red pl-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="display flex items-center gap-2 text-2xl text-red">
          <ErrorMark />
          {all ? t('stuckMany', { count }) : t('stuck', { count })}
        </h2>
        {all && (
          <PageLink href={all} className="inline-flex min-h-11 items-center text-sm underline underline-offset-4">
            {t('allStuck')}
          </PageLink>
        )}
      </div>
      <p className="text-sm text-muted">{t('stuckText')}</p>
      <SagaTable label={t('stuckTable')} sagas={sagas} now={now} />
    </section>
  );
}
