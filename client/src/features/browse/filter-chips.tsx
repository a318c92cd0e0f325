import { useFormatter, useTranslations } from 'next-intl';
import { categories } from '@/api/schemas.ts';
import { daysOf, spans } from '@/format/when.ts';
import { ChipLink, RemovableChip } from '@/ui/chip.tsx';
import { type BrowseFilters, browseHref, isNarrowed, narrowing } from './browse-query.ts';

/** Shortcuts to categories and popular dates. */
export function FilterChips({ filters, now }: { filters: BrowseFilters; now: Date }) {
  const t = useTranslations();
  return (
    <div className="flex flex-wrap justify-between gap-x-8 gap-y-3">
      <nav aria-label={t('browse.categories')} className={row}>
        <ChipLink href={browseHref(filters, { category: undefined })} isCurrent={!filters.category}>
          {t('browse.all')}
        </ChipLink>
        {categories.map((category) => (
          <ChipLink key={category} href={browseHref(filters, { category })} isCurrent={filters.category === category}>
            {t(`categories.${category}`)}
          </ChipLink>
        ))}
      </nav>
      {/* On a phone, the date fields behind the button do the same. */}
      <nav aria-label={t('browse.when')} className={`${row} max-sm:hidden`}>
        {spans.map((span) => {
          const days = daysOf(span, now);
          const isCurrent = filters.from === days.from && filters.to === days.to;
          return (
            <ChipLink
              key={span}
              href={browseHref(filters, isCurrent ? { from: undefined, to: undefined } : days)}
              isCurrent={isCurrent}
            >
              {t(`browse.${span}`)}
            </ChipLink>
          );
        })}
      </nav>
    </div>
  );
}

const row = '-mx-4 flex gap-2 overflow-x-auto px-4 py-1 scrollbar-none sm:mx-0 sm:flex-wrap sm:px-0';

/** The active filters, each with a link that removes it. */
export function ActiveFilters({ filters }: { filters: BrowseFilters }) {
  const t = useTranslations('browse');
  const words = useFilterWords();
  if (!isNarrowed(filters)) return null;
  return (
    <ul aria-label={t('active')} className="flex max-w-full flex-wrap items-center gap-2">
      {narrowing.map((name) => {
        const value = filters[name];
        if (!value) return null;
        const label = words(name, value);
        return (
          <li key={name} className="max-w-full">
            <RemovableChip href={browseHref(filters, { [name]: undefined })} label={t('remove', { filter: label })}>
              {label}
            </RemovableChip>
          </li>
        );
      })}
    </ul>
  );
}

function useFilterWords() {
  const t = useTranslations();
  const format = useFormatter();
  return (name: (typeof narrowing)[number], value: string): string => {
    const price = () => format.number(Number(value), { style: 'currency', currency: 'USD' });
    const day = () => format.dateTime(new Date(`${value}T12:00:00Z`), 'day');
    switch (name) {
      case 'category': {
        const category = categories.find((known) => known === value);
        return category ? t(`categories.${category}`) : value;
      }
      case 'minPrice':
        return t('browse.fromPrice', { price: price() });
      case 'maxPrice':
        return t('browse.toPrice', { price: price() });
      case 'from':
        return t('browse.fromDay', { day: day() });
      case 'to':
        return t('browse.toDay', { day: day() });
      case 'search':
        return `“${value}”`;
      case 'city':
        return value;
    }
  };
}
