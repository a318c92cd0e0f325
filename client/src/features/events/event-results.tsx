import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { nextCursor } from '@/api/link-header.ts';
import { isNotUnderstood } from '@/api/problem.ts';
import { ServiceUnavailable } from '@/site/service-unavailable.tsx';
import { ButtonLink } from '@/ui/button.tsx';
import { Notice } from '@/ui/notice.tsx';
import { PageLinks } from '@/ui/page-links.tsx';
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
    return isNotUnderstood(answer.problem) ? <NoEvents filters={filters} /> : <ServiceUnavailable what="events" />;
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
      <PageLinks
        label={t('pages')}
        first={filters.cursor ? { href: eventsHref(filters), text: t('firstPage') } : undefined}
        next={cursor ? { href: eventsHref(filters, cursor), text: t('nextPage') } : undefined}
      />
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
