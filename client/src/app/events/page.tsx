import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LiveBrowse } from '@/features/browse/live-browse.tsx';
import { ResultsSkeleton } from '@/features/browse/results.tsx';
import { EventFilterForm } from '@/features/events/event-filter-form.tsx';
import { EventResults } from '@/features/events/event-results.tsx';
import { eventsPath, parseEvents } from '@/features/events/events-query.ts';

interface EventsProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ searchParams }: EventsProps): Promise<Metadata> {
  const [{ search, city }, t] = [parseEvents(await searchParams), await getTranslations('events')];
  const words = [search, city].filter(Boolean).join(' · ');
  return { title: words ? t('pageTitle', { words }) : t('title'), alternates: { canonical: eventsPath } };
}

export default async function EventsPage({ searchParams }: EventsProps) {
  const [filters, t] = [parseEvents(await searchParams), await getTranslations('events')];
  return (
    <LiveBrowse
      path={eventsPath}
      controls={
        <div className="mb-4 flex flex-col gap-3 sm:mb-8 sm:gap-6">
          <h1 className="display text-3xl leading-none sm:text-6xl">{t('title')}</h1>
          <EventFilterForm filters={filters} />
        </div>
      }
      results={<EventResults filters={filters} />}
      skeleton={<ResultsSkeleton label={t('loading')} />}
    />
  );
}
