import { useTranslations } from 'next-intl';
import type { PerformanceSummary } from '@/features/events/api/schemas.ts';
import { TicketDate } from '@/features/ticket/ticket-date.tsx';
import { Fact } from '@/ui/fact.tsx';
import type { Booking } from './api/schemas.ts';

interface JourneyFactsProps {
  booking: Pick<Booking, 'order'>;
  /** Null when it could not be read. */
  performance: PerformanceSummary | null;
}

/** When a journey leaves and arrives, by the clocks there, and where. */
export function JourneyFacts({ booking: { order }, performance }: JourneyFactsProps) {
  const t = useTranslations('bookings.facts');
  const departs = performance ?? order;
  const { origin, destination, arrivesAt, venue } = performance ?? {};
  return (
    <dl className="flex flex-col gap-3">
      {departs && (
        <Fact name={t('departs')}>
          <TicketDate ticket={departs} format="eventLong" />
        </Fact>
      )}
      {arrivesAt && destination && (
        <Fact name={t('arrives')}>
          <TicketDate ticket={{ startsAt: arrivesAt, timeZone: destination.timeZone }} format="eventLong" />
        </Fact>
      )}
      {origin && destination && (
        <Fact name={t('route')}>
          {origin.name} → {destination.name}
        </Fact>
      )}
      {venue && <Fact name={t('vehicle')}>{venue.name}</Fact>}
    </dl>
  );
}
