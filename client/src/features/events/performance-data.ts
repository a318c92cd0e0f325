import { toJsonLd } from '@/site/json-ld.ts';
import type { PerformanceWithSeats } from './api/schemas.ts';
import type { SaleState } from './sale-state.ts';

const availability: Record<SaleState, string> = {
  on_sale: 'InStock',
  not_yet: 'PreSale',
  over: 'SoldOut',
  closed: 'SoldOut',
  cancelled: 'Discontinued',
};

/** Returns an event's date as JSON-LD; null for departures, which are no events. Source: schema.org/Event. */
export function performanceDataOf(performance: PerformanceWithSeats, state: SaleState): string | null {
  const { kind, title, startsAt, venue, place, organiser, description, categories, currency } = performance;
  if (kind !== 'performance') return null;
  const prices = categories.map(({ price }) => price);
  return toJsonLd({
    '@type': 'Event',
    name: title,
    startDate: startsAt,
    eventStatus: `https://schema.org/${state === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
    location: { '@type': 'Place', name: venue.name, address: place.name },
    organizer: { '@type': 'Organization', name: organiser.name },
    description: description ?? undefined,
    offers: {
      '@type': 'AggregateOffer',
      lowPrice: Math.min(...prices).toFixed(2),
      highPrice: Math.max(...prices).toFixed(2),
      priceCurrency: currency,
      availability: `https://schema.org/${availability[state]}`,
      validFrom: performance.saleStartsAt ?? undefined,
      validThrough: performance.saleEndsAt ?? startsAt,
    },
  });
}
