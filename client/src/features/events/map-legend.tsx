import { useTranslations } from 'next-intl';
import { CategoryMark } from './category-mark.tsx';
import type { Hall } from './hall.ts';
import { accessibleMark, restrictedMark, shapeOf } from './seat-shapes.ts';
import { useSeatWords } from './use-seat-words.ts';

const entry = 'flex items-center gap-2';

interface MapLegendProps {
  hall: Hall;
  /** A plan has neither prices nor buyers yet; a sale is only looked at. */
  of?: 'choice' | 'sale' | 'plan';
}

/** What colours, shapes and marks of the map mean. */
export function MapLegend({ hall, of = 'choice' }: MapLegendProps) {
  const t = useTranslations('event');
  const { money } = useSeatWords(hall);
  const rows = hall.sections.flatMap((section) => section.rows);
  return (
    <ul aria-label={t('map.legend')} className="flex flex-wrap gap-x-5 gap-y-2 text-sm">
      {hall.categories.map(({ id, name, price }, index) =>
        rows.some(({ categoryId }) => categoryId === id) ? (
          <li key={id} className={entry}>
            <CategoryMark index={index} />
            <span dir="auto">{name}</span>
            {of !== 'plan' && <span className="figures text-muted">{money(price)}</span>}
          </li>
        ) : null,
      )}
      {of !== 'plan' && (
        <LegendMark label={t('seats.taken')}>
          <path d="M3 3l6 6M9 3l-6 6" className="fill-none stroke-seat-taken" strokeWidth="1.6" />
        </LegendMark>
      )}
      {of === 'choice' && (
        <LegendMark label={t('seats.chosen')}>
          <path d={shapeOf(1, 6, 6, 5)} className="fill-seat-chosen" />
        </LegendMark>
      )}
      {rows.some(({ accessible }) => accessible.length > 0) && (
        <LegendMark label={t('seats.accessible')}>
          <path d={shapeOf(0, 6, 6)} className="fill-muted" />
          <path d={accessibleMark(6, 6)} className="fill-none stroke-ink" strokeWidth="1" />
        </LegendMark>
      )}
      {rows.some(({ restricted }) => restricted.length > 0) && (
        <LegendMark label={t('seats.restricted')}>
          <path d={shapeOf(0, 6, 6, 4.5)} className="fill-muted" />
          <path d={restrictedMark(6, 6)} className="fill-none stroke-card" strokeWidth="1.8" />
        </LegendMark>
      )}
    </ul>
  );
}

const LegendMark = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <li className={entry}>
    <svg viewBox="0 0 12 12" className="size-4 shrink-0" aria-hidden="true">
      {children}
    </svg>
    {label}
  </li>
);
