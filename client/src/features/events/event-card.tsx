import { useTranslations } from 'next-intl';
import { DateStamp } from '@/features/listing/date-stamp.tsx';
import { TicketDate } from '@/features/ticket/ticket-date.tsx';
import { zoneOf } from '@/format/event-zone.ts';
import { eventPath } from '@/site/paths.ts';
import { Price } from '@/ui/price.tsx';
import { StubCard } from '@/ui/stub.tsx';
import type { PerformanceSummary } from './api/schemas.ts';
import { saleStateOf } from './sale-state.ts';

/** An event's date in a grid. */
export function EventCard({
  performance,
  now,
  isPriority,
}: {
  performance: PerformanceSummary;
  now: Date;
  isPriority?: boolean;
}) {
  const t = useTranslations('event');
  const { id, title, venue, place, startsAt, fromPrice, currency } = performance;
  const state = saleStateOf(performance, now);
  return (
    <StubCard
      seed={id}
      title={title}
      href={eventPath(id)}
      isPriority={isPriority}
      isDimmed={state !== 'on_sale' && state !== 'not_yet'}
      badge={<DateStamp startsAt={startsAt} timeZone={zoneOf(performance)} />}
      tear={
        state === 'on_sale' || state === 'not_yet' ? (
          <>
            {fromPrice !== null && <Price price={fromPrice} currency={currency} size="small" />}
            <span className="caption truncate">{t(state === 'on_sale' ? 'perSeat' : 'sale.not_yet')}</span>
          </>
        ) : (
          <span className="caption truncate">{t(`sale.${state}`)}</span>
        )
      }
    >
      <p dir="auto" className="truncate text-sm text-muted">
        {venue.name}, {place.name}
      </p>
      <p className="text-sm text-muted">
        <TicketDate ticket={performance} format="event" />
      </p>
    </StubCard>
  );
}
