import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { isNarrowed, parseBrowse } from '@/features/browse/browse-query.ts';
import { FilterChips } from '@/features/browse/filter-chips.tsx';
import { FilterForm } from '@/features/browse/filter-form.tsx';
import { LiveBrowse } from '@/features/browse/live-browse.tsx';
import { Results, ResultsSkeleton } from '@/features/browse/results.tsx';

export async function generateMetadata({ searchParams }: BrowseProps): Promise<Metadata> {
  const [filters, t] = [parseBrowse(await searchParams), await getTranslations('browse')];
  const { search, city } = filters;
  const words = [search, city].filter(Boolean).join(' · ');
  // One address for search engines, whatever the filters; pages of results are not content of their own.
  return { ...(words && { title: t('pageTitle', { words }) }), alternates: { canonical: '/' } };
}

interface BrowseProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

// The list is not streamed: without script a streamed part would never be shown, and the list takes only milliseconds.
export default async function BrowsePage({ searchParams }: BrowseProps) {
  const [filters, t] = [parseBrowse(await searchParams), await getTranslations('browse')];
  const isLooking = isNarrowed(filters) || filters.cursor !== undefined;
  return (
    <LiveBrowse
      controls={
        <div className="mb-4 flex flex-col gap-3 sm:mb-8 sm:gap-6">
          <div className="flex flex-col gap-3">
            <h1 className={`display leading-none ${isLooking ? 'text-3xl sm:text-4xl' : 'text-3xl sm:text-7xl'}`}>
              {isLooking ? t('searchTitle') : t('headline')}
            </h1>
            {!isLooking && <p className="max-w-3xl text-lg text-muted max-sm:hidden">{t('intro')}</p>}
          </div>
          <FilterForm filters={filters} />
          <FilterChips filters={filters} now={new Date()} />
        </div>
      }
      results={<Results filters={filters} />}
      skeleton={<ResultsSkeleton label={t('loading')} />}
    />
  );
}
