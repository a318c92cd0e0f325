import { useFormatter, useTranslations } from 'next-intl';
import { TicketDate } from '@/features/ticket/ticket-date.tsx';
import { isTimeZone } from '@/format/zoned-time.ts';
import { Fact } from '@/ui/fact.tsx';
import type { PerformanceWithSeats } from './api/schemas.ts';

/** When and where, from what price to what price. Times are in the zone of their place. */
export function PerformanceFacts({ performance }: { performance: PerformanceWithSeats }) {
  const t = useTranslations('event');
  const { venue, place, origin, destination, arrivesAt, categories, currency, organiser } = performance;
  const isJourney = origin !== null && destination !== null;
  return (
    <dl className="grid grid-cols-1 gap-x-8 gap-y-3 sm:grid-cols-2">
      <Fact name={t(isJourney ? 'departs' : 'date')}>
        <TicketDate ticket={performance} format="eventLong" />
      </Fact>
      {isJourney && arrivesAt && (
        <Fact name={t('arrives')}>
          <TicketDate ticket={{ startsAt: arrivesAt, timeZone: zoneIn(destination.timeZone) }} format="eventLong" />
        </Fact>
      )}
      <Fact name={t(isJourney ? 'route' : 'venue')}>
        {isJourney ? `${origin.name} → ${destination.name}` : `${venue.name}, ${place.name}`}
      </Fact>
      {isJourney && <Fact name={t('vehicle')}>{venue.name}</Fact>}
      {categories.length > 0 && (
        <Fact name={t('price')}>
          <PriceRange prices={categories.map(({ price }) => price)} currency={currency} />
        </Fact>
      )}
      <Fact name={t('organiser')}>{organiser.name}</Fact>
    </dl>
  );
}

const zoneIn = (timeZone: string): string | null => (isTimeZone(timeZone) ? timeZone : null);

function PriceRange({ prices, currency }: { prices: readonly number[]; currency: string }) {
  const format = useFormatter();
  const money = (price: number) => format.number(price, { style: 'currency', currency });
  const [lowest, highest] = [Math.min(...prices), Math.max(...prices)];
  return lowest === highest ? money(lowest) : `${money(lowest)} – ${money(highest)}`;
}
