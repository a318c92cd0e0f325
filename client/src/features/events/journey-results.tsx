import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { nextCursor } from '@/api/link-header.ts';
import { isNotUnderstood } from '@/api/problem.ts';
import { ServiceUnavailable } from '@/site/service-unavailable.tsx';
import { journeysPath } from '@/site/travel-paths.ts';
import { ButtonLink } from '@/ui/button.tsx';
import { Notice } from '@/ui/notice.tsx';
import { PageLinks } from '@/ui/page-links.tsx';
import { readFreePlaces, searchPerformances } from './api/server.ts';
import { DepartureRow } from './departure-row.tsx';
import { findPlace } from './find-place.ts';
import { type JourneyFilters, journeysHref, toDepartureQuery } from './journeys-query.ts';

export async function JourneyResults({ filters }: { filters: JourneyFilters }) {
  const [origin, destination, t] = await Promise.all([
    findPlace(filters.origin),
    findPlace(filters.destination),
    getTranslations('journeys'),
  ]);
  if (!origin.ok || !destination.ok) return <ServiceUnavailable what="journeys" />;
  const isUnknown = (filters.origin && !origin.place) || (filters.destination && !destination.place);
  if (isUnknown) return <NoJourneys />;
  const answer = await searchPerformances(toDepartureQuery(filters, origin.place, destination.place));
  if (!answer.ok) {
    return isNotUnderstood(answer.problem) ? <NoJourneys /> : <ServiceUnavailable what="journeys" />;
  }
  if (answer.value.length === 0) return <NoJourneys />;
  const free = await readFreePlaces(answer.value.map(({ id }) => id));
  const cursor = nextCursor(answer.headers.get('link'));
  const now = new Date();
  return (
    <section aria-labelledby="results" className="flex flex-col gap-4">
      <h2 id="results" className="display text-xl sm:text-3xl">
        {t('resultsTitle')}
      </h2>
      <ul aria-labelledby="results" className="flex flex-col gap-3">
        {answer.value.map((departure) => (
          <li key={departure.id}>
            <DepartureRow departure={departure} free={free?.get(departure.id) ?? null} now={now} />
          </li>
        ))}
      </ul>
      <PageLinks
        label={t('pages')}
        first={filters.cursor ? { href: journeysHref(filters), text: t('firstPage') } : undefined}
        next={cursor ? { href: journeysHref(filters, cursor), text: t('later') } : undefined}
      />
    </section>
  );
}

function NoJourneys() {
  const t = useTranslations('journeys');
  return (
    <div className="flex flex-col items-start gap-6 py-6">
      <Notice role="status" title={t('emptyTitle')}>
        {t('emptyText')}
      </Notice>
      <ButtonLink href={journeysPath}>{t('clear')}</ButtonLink>
    </div>
  );
}
