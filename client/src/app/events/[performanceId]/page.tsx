import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { isRefusedWith } from '@/api/problem.ts';
import { readCurrentUser, readReservationTerms } from '@/api/server.ts';
import { readPerformance } from '@/features/events/api/server.ts';
import { EventSale } from '@/features/events/event-sale.tsx';
import { hallSections } from '@/features/events/hall.ts';
import { performanceDataOf } from '@/features/events/performance-data.ts';
import { PerformanceFacts } from '@/features/events/performance-facts.tsx';
import { saleStateOf } from '@/features/events/sale-state.ts';
import { SaleStatus } from '@/features/events/sale-status.tsx';
import { zoneOf } from '@/format/event-zone.ts';
import { ClientMessages } from '@/site/client-messages.tsx';
import { JsonLd } from '@/site/json-ld.tsx';
import { eventPath, ownPerformancePath } from '@/site/paths.ts';
import { ServiceUnavailablePage } from '@/site/service-unavailable.tsx';
import { ButtonLink } from '@/ui/button.tsx';
import { Notice } from '@/ui/notice.tsx';
import { Poster } from '@/ui/poster.tsx';

interface EventPageProps {
  params: Promise<{ performanceId: string }>;
}

export async function generateMetadata({ params }: EventPageProps): Promise<Metadata> {
  const { performanceId } = await params;
  const [answer, t, format] = await Promise.all([
    readPerformance(performanceId),
    getTranslations('event'),
    getFormatter(),
  ]);
  if (!answer.ok) return { title: t('title') };
  const { title, startsAt, venue, place, description } = answer.value;
  const date = format.dateTime(new Date(startsAt), 'event', { timeZone: zoneOf(answer.value) });
  const summary = [date, `${venue.name}, ${place.name}`, description].filter(Boolean).join(' · ').slice(0, 200);
  return {
    title,
    description: summary,
    alternates: { canonical: eventPath(performanceId) },
    openGraph: { title, description: summary },
  };
}

export default async function EventPage({ params }: EventPageProps) {
  const { performanceId } = await params;
  const [answer, user, terms, t, format] = await Promise.all([
    readPerformance(performanceId),
    readCurrentUser(),
    readReservationTerms(),
    getTranslations('event'),
    getFormatter(),
  ]);
  if (!answer.ok) {
    if (isRefusedWith(answer.problem, 404)) notFound();
    return <ServiceUnavailablePage what="event" />;
  }
  const performance = answer.value;
  const { id, title, description, currency, maxParty, categories, seatMap, saleStartsAt } = performance;
  const state = saleStateOf(performance, new Date(answer.headers.get('x-server-time') ?? Date.now()));
  const hall = { performanceId: id, currency, maxParty, categories, sections: hallSections(seatMap) };
  return (
    <div className="flex flex-col gap-6 sm:gap-8">
      <header className="flex gap-4 sm:gap-6">
        <div className="relative aspect-4/5 w-20 shrink-0 self-start overflow-hidden rounded-card sm:w-36">
          <Poster seed={id} title={title} />
        </div>
        <div className="flex min-w-0 grow flex-col gap-3">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <h1 dir="auto" className="display text-3xl leading-none wrap-anywhere sm:text-5xl">
              {title}
            </h1>
            <SaleStatus state={state} />
          </div>
          <PerformanceFacts performance={performance} />
        </div>
      </header>
      {state === 'draft' ? (
        <Notice title={t('sale.draftTitle')}>
          <p>{t('sale.draftText')}</p>
          <div className="mt-4">
            <ButtonLink size="small" href={ownPerformancePath(id)}>
              {t('manage')}
            </ButtonLink>
          </div>
        </Notice>
      ) : (
        <section aria-label={t('places')} className="flex flex-col gap-4">
          <ClientMessages
            namespaces={performance.kind === 'departure' ? ['event', 'bookings', 'problems'] : ['event', 'problems']}
          >
            <EventSale
              key={id}
              kind={performance.kind}
              hall={hall}
              initialState={state}
              cancellationReason={performance.cancellation?.reason ?? null}
              saleStartsAt={
                saleStartsAt && format.dateTime(new Date(saleStartsAt), 'eventLong', { timeZone: zoneOf(performance) })
              }
              isSignedIn={user !== null}
              reservationMinutes={terms.ok ? Math.floor(terms.value.reservationSeconds / 60) : null}
            />
          </ClientMessages>
        </section>
      )}
      {description && (
        <section className="max-w-2xl">
          <h2 className="display text-2xl">{t('about')}</h2>
          <p dir="auto" className="mt-2 leading-7 whitespace-pre-line wrap-anywhere">
            {description}
          </p>
        </section>
      )}
      {state !== 'draft' && <JsonLd json={performanceDataOf(performance, state)} />}
    </div>
  );
}
