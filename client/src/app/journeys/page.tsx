import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LiveBrowse } from '@/features/browse/live-browse.tsx';
import { JourneyForm } from '@/features/events/journey-form.tsx';
import { JourneyResults } from '@/features/events/journey-results.tsx';
import { parseJourneys } from '@/features/events/journeys-query.ts';
import { journeysPath } from '@/site/travel-paths.ts';

interface JourneysProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ searchParams }: JourneysProps): Promise<Metadata> {
  const [{ origin, destination }, t] = [parseJourneys(await searchParams), await getTranslations('journeys')];
  const words = [origin, destination].filter(Boolean).join(' → ');
  return { title: words ? t('pageTitle', { words }) : t('title'), alternates: { canonical: journeysPath } };
}

export default async function JourneysPage({ searchParams }: JourneysProps) {
  const [filters, t] = [parseJourneys(await searchParams), await getTranslations('journeys')];
  return (
    <LiveBrowse
      path={journeysPath}
      controls={
        <div className="mb-4 flex flex-col gap-3 sm:mb-8 sm:gap-6">
          <h1 className="display text-3xl leading-none sm:text-6xl">{t('title')}</h1>
          <JourneyForm filters={filters} />
        </div>
      }
      results={<JourneyResults filters={filters} />}
      skeleton={<div role="status" aria-label={t('loading')} className="skeleton h-80 rounded-card" />}
    />
  );
}
