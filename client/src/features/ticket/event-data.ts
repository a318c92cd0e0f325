import type { Ticket } from '@/api/schemas.ts';
import { placeOf } from '@/format/place.ts';
import { toJsonLd } from '@/site/json-ld.ts';
import { obstacleOf } from './sale.ts';

/**
 * Returns an event as JSON-LD; null for journeys and open dates, which are no events. Source: schema.org/Event, and the
 * properties that Google requires of it.
 */
export function eventDataOf(ticket: Ticket): string | null {
  const { title, description, startsAt, category, price, currency, pictureUrl, status } = ticket;
  if (!startsAt || category === 'travel') return null;
  const isAvailable = status === 'available' && obstacleOf(ticket) === null;
  return toJsonLd({
    '@type': 'Event',
    name: title,
    startDate: startsAt,
    eventStatus: 'https://schema.org/EventScheduled',
    location: { '@type': 'Place', name: ticket.venue ?? placeOf(ticket) ?? title, address: ticket.city ?? undefined },
    description: description ?? undefined,
    image: pictureUrl ?? undefined,
    offers: {
      '@type': 'Offer',
      price: price.toFixed(2),
      priceCurrency: currency,
      availability: `https://schema.org/${isAvailable ? 'InStock' : 'SoldOut'}`,
      validThrough: ticket.saleEndsAt ?? startsAt,
    },
  });
}
