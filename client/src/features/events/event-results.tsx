import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { nextCursor } from '@/api/link-header.ts';
import { ServiceUnavailable } from '@/site/service-unavailable.tsx';
import { ButtonLink } from '@/ui/button.tsx';
import { Notice } from '@/ui/notice.tsx';
import { searchPerformances } from './api/server.ts';
import { EventCard } from './event-card.tsx';
import { type EventFilters, eventsHref, eventsPath, isNarrowed, toPerformanceQuery } from './events-query.ts';
import { findPlace } from './find-place.ts';

/** The first row of a large screen, and the first viewport of a small one. */
const priorityCount = 4;

export async function EventResults({ filters }: { filters: EventFilters }) {
  const [found, t] = await Promise.all([findPlace(filters.city), getTranslations('events')]);
  if (!found.ok) return <ServiceUnavailable what="events" />;
  if (filters.city && !found.place) return <NoEvents filters={filters} />;
  const answer = await searchPerformances(toPerformanceQuery(filters, found.place?.id));
  if (!answer.ok) {
    const { problem } = answer;
    // A mistyped or outdated address.
    const isRefused = problem.kind === 'refused' && problem.status < 500;
    return isRefused ? <NoEvents filters={filters} /> : <ServiceUnavailable what="events" />;
  }
  const performances = answer.value;
  const cursor = nextCursor(answer.headers.get('link'));
  if (performances.length === 0) return <NoEvents filters={filters} />;
  const now = new Date();
  return (
    <section aria-labelledby="results" className="flex flex-col gap-4 sm:gap-6">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h2 id="results" className="display text-xl sm:text-3xl">
          {t('resultsTitle')}
        </h2>
        <p role="status" className="figures text-muted">
          {cursor || filters.cursor
            ? t('foundMore', { count: performances.length })
            : t('found', { count: performances.length })}
        </p>
      </div>
      <ul aria-label={t('resultsTitle')} className="grid grid-cols-2 gap-3 sm:gap-6 md:grid-cols-3 lg:grid-cols-4">
        {performances.map((performance, index) => (
          <li key={performance.id}>
            <EventCard performance={performance} now={now} isPriority={index < priorityCount} />
          </li>
        ))}
      </ul>
      <nav data-pages aria-label={t('pages')} className="mt-2 flex flex-wrap justify-between gap-3">
        {filters.cursor && (
          <ButtonLink look="plain" href={eventsHref(filters)}>
            {t('firstPage')}
          </ButtonLink>
        )}
        {cursor && (
          <ButtonLink look="plain" href={eventsHref(filters, cursor)}>
            {t('nextPage')}
          </ButtonLink>
        )}
      </nav>
    </section>
  );
}

function NoEvents({ filters }: { filters: EventFilters }) {
  const t = useTranslations('events');
  const kind = isNarrowed(filters) || filters.cursor ? 'empty' : 'nothing';
  return (
    <div className="flex flex-col items-start gap-6 py-6">
      <Notice role="status" title={t(`${kind}Title`)}>
        {t(`${kind}Text`)}
      </Notice>
      {kind === 'empty' ? (
        <ButtonLink href={eventsPath}>{t('clear')}</ButtonLink>
      ) : (
        <ButtonLink href="/">{t('tickets')}</ButtonLink>
      )}
    </div>
  );
}
