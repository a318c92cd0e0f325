import { useTranslations } from 'next-intl';
import { Price } from '@/ui/price.tsx';
import type { PerformanceSummary } from './api/schemas.ts';

interface FareListProps {
  departure: Pick<PerformanceSummary, 'fares' | 'currency'>;
  /** Category id → free places; null while unknown. */
  free: Readonly<Record<string, number>> | null;
}

/** The classes of a departure: from what price, and how many places are left. */
export function FareList({ departure: { fares, currency }, free }: FareListProps) {
  const t = useTranslations();
  return (
    <ul aria-label={t('journeys.classes')} className="flex flex-col gap-1">
      {fares.map(({ fareClass, fromPrice, categoryIds }) => (
        <li key={fareClass} className="flex flex-wrap items-baseline justify-end gap-x-2">
          <span className="font-semibold">{t(`fareClasses.${fareClass}`)}</span>
          <span className="text-sm text-muted">{t('journeys.fromPrice')}</span>
          <Price price={fromPrice} currency={currency} size="small" />
          {free && (
            <span className="figures text-sm text-muted">
              {t('journeys.places', { count: sumOf(categoryIds, free) })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

const sumOf = (categoryIds: readonly string[], free: Readonly<Record<string, number>>): number =>
  categoryIds.reduce((sum, id) => sum + (free[id] ?? 0), 0);
