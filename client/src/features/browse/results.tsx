import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { nextCursor } from '@/api/link-header.ts';
import { isNotUnderstood } from '@/api/problem.ts';
import { searchTickets } from '@/api/server.ts';
import { ListingCard } from '@/features/listing/listing-card.tsx';
import { ServiceUnavailable } from '@/site/service-unavailable.tsx';
import { ButtonLink } from '@/ui/button.tsx';
import { Select } from '@/ui/field.tsx';
import { Notice } from '@/ui/notice.tsx';
import { PageLinks } from '@/ui/page-links.tsx';
import { type BrowseFilters, browseHref, isNarrowed, sorts, toApiQuery } from './browse-query.ts';
import { ActiveFilters } from './filter-chips.tsx';
import { filterFormId } from './filter-form-id.ts';

const gridClass = 'grid grid-cols-2 gap-3 sm:gap-6 md:grid-cols-3 lg:grid-cols-4';
/** The first row of a large screen, and the first viewport of a small one. */
const priorityCount = 4;

export async function Results({ filters }: { filters: BrowseFilters }) {
  const [answer, t] = await Promise.all([searchTickets(toApiQuery(filters)), getTranslations('browse')]);
  if (!answer.ok) {
    return isNotUnderstood(answer.problem) ? (
      <Nothing kind="gone" filters={filters} />
    ) : (
      <ServiceUnavailable what="tickets" />
    );
  }
  const tickets = answer.value;
  const cursor = nextCursor(answer.headers.get('link'));
  if (tickets.length === 0) return <Nothing kind={kindOf(filters)} filters={filters} />;
  return (
    <section aria-labelledby="results" className="flex flex-col gap-4 sm:gap-6">
      <ResultsHeader filters={filters}>
        {cursor || filters.cursor ? t('foundMore', { count: tickets.length }) : t('found', { count: tickets.length })}
      </ResultsHeader>
      <ul className={gridClass} aria-label={t('list')}>
        {tickets.map((ticket, index) => (
          <li key={ticket.id}>
            <ListingCard ticket={ticket} isPriority={index < priorityCount} />
          </li>
        ))}
      </ul>
      <PageLinks
        label={t('pages')}
        first={filters.cursor ? { href: browseHref(filters), text: t('firstPage') } : undefined}
        next={cursor ? { href: browseHref(filters, { cursor }), text: t('nextPage') } : undefined}
      />
    </section>
  );
}

function ResultsHeader({ filters, children }: { filters: BrowseFilters; children: ReactNode }) {
  const t = useTranslations('browse');
  return (
    <div className="flex items-end justify-between gap-x-8 gap-y-4 sm:flex-wrap">
      <div className="flex min-w-0 flex-col gap-3">
        <div className="flex flex-wrap items-baseline gap-x-4">
          <h2 id="results" className="display text-xl sm:text-3xl">
            {t('resultsTitle')}
          </h2>
          <p role="status" className="figures text-muted">
            {children}
          </p>
        </div>
        <ActiveFilters filters={filters} />
      </div>
      <div className="w-36 shrink-0 sm:w-60">
        <Select name="sort" label={t('sort')} isLabelHidden="on phones" form={filterFormId} defaultValue={filters.sort}>
          {sorts.map((sort) => (
            <option key={sort} value={sort}>
              {t(`sorts.${sort}`)}
            </option>
          ))}
        </Select>
      </div>
    </div>
  );
}

type NothingKind = 'empty' | 'nothing' | 'gone';

const kindOf = (filters: BrowseFilters): NothingKind => {
  if (filters.cursor) return 'gone';
  return isNarrowed(filters) ? 'empty' : 'nothing';
};

function Nothing({ kind, filters }: { kind: NothingKind; filters: BrowseFilters }) {
  const t = useTranslations('browse');
  return (
    <div className="flex flex-col items-start gap-6 py-6">
      <ActiveFilters filters={filters} />
      <Notice role="status" title={t(`${kind}Title`)}>
        {t(`${kind}Text`)}
      </Notice>
      {kind === 'nothing' && <ButtonLink href="/tickets/new">{t('sell')}</ButtonLink>}
      {kind === 'empty' && <ButtonLink href="/">{t('clear')}</ButtonLink>}
      {kind === 'gone' && <ButtonLink href={browseHref(filters)}>{t('firstPage')}</ButtonLink>}
    </div>
  );
}

const places = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Placeholder cards while the list loads. */
export function ResultsSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-6">
      <div className="skeleton h-9 w-64" />
      <div className={gridClass}>
        {places.map((place) => (
          <div key={place} className="stub-outline">
            <div className="card-cut bg-card">
              <div className="skeleton aspect-4/5 rounded-none" />
              <div className="flex flex-col gap-3 px-4 py-4">
                <div className="skeleton h-5 w-4/5" />
                <div className="skeleton h-4 w-1/2" />
              </div>
              <div className="card-tear card-perforated flex items-center px-4">
                <div className="skeleton h-6 w-16" />
              </div>
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
