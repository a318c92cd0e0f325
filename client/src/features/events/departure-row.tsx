import { useFormatter, useTranslations } from 'next-intl';
import { zoneOf } from '@/format/event-zone.ts';
import { eventPath } from '@/site/paths.ts';
import { PageLink } from '@/ui/page-link.tsx';
import { Price } from '@/ui/price.tsx';
import type { PerformanceSummary } from './api/schemas.ts';
import { FareList } from './fare-list.tsx';
import { daysLater, durationOf } from './journeys-query.ts';
import { saleStateOf } from './sale-state.ts';

interface DepartureRowProps {
  departure: PerformanceSummary;
  /** Category id → free places; null while unknown. */
  free: Readonly<Record<string, number>> | null;
  now: Date;
}

/** A departure: when it leaves and arrives by the clocks there, how long it takes, and what its classes cost. */
export function DepartureRow({ departure, free, now }: DepartureRowProps) {
  const t = useTranslations();
  const format = useFormatter();
  const { id, origin, destination, venue, startsAt, arrivesAt, fromPrice, currency } = departure;
  const startZone = zoneOf(departure);
  const endZone = destination ? zoneOf(destination) : startZone;
  const clock = (instant: string, timeZone: string) =>
    format.dateTime(new Date(instant), { hour: 'numeric', minute: '2-digit', timeZone });
  const later = arrivesAt ? daysLater(startsAt, startZone, arrivesAt, endZone) : 0;
  const state = saleStateOf(departure, now);
  return (
    <div className="relative flex flex-wrap items-center justify-between gap-x-8 gap-y-2 rounded-card border border-line bg-card p-4 has-[a:hover]:border-ink sm:px-6">
      <div className="flex min-w-0 flex-col gap-1">
        <p className="figures text-sm text-muted">
          {format.dateTime(new Date(startsAt), {
            weekday: 'short',
            day: 'numeric',
            month: 'short',
            timeZone: startZone,
          })}
          {' · '}
          {venue.name}
        </p>
        <h3 className="display text-2xl">
          <PageLink
            href={eventPath(id)}
            className="after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:outline-accent-ink"
          >
            <time dateTime={startsAt} className="figures">
              {clock(startsAt, startZone)}
            </time>{' '}
            {origin?.name} →{' '}
            {arrivesAt && (
              <time dateTime={arrivesAt} className="figures">
                {clock(arrivesAt, endZone)}
              </time>
            )}{' '}
            {destination?.name}
          </PageLink>
        </h3>
        {arrivesAt && (
          <p className="figures text-sm text-muted">
            {t('journeys.duration', durationOf(startsAt, arrivesAt))}
            {later > 0 && ` · ${t('journeys.daysLater', { count: later })}`}
            {startZone !== endZone && ` · ${t('journeys.localTimes')}`}
          </p>
        )}
      </div>
      {state === 'on_sale' && departure.fares.length > 0 ? (
        <FareList departure={departure} free={free} />
      ) : (
        <p className="flex items-baseline gap-2">
          {state === 'on_sale' && fromPrice !== null ? (
            <>
              <span className="text-sm text-muted">{t('journeys.fromPrice')}</span>
              <Price price={fromPrice} currency={currency} />
            </>
          ) : (
            <span className="text-muted">{t(`event.sale.${state}`)}</span>
          )}
        </p>
      )}
    </div>
  );
}
