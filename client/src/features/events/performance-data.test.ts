import { expect, it } from '@jest/globals';
import type { PerformanceWithSeats } from './api/schemas.ts';
import { performanceDataOf } from './performance-data.ts';

const performance: PerformanceWithSeats = {
  organiserId: 'o',
  origin: null,
  destination: null,
  arrivesAt: null,
  description: null,
  id: 'p1',
  kind: 'performance',
  title: 'Opera </script>',
  place: { id: 'b', name: 'Berlin', timeZone: 'Europe/Berlin' },
  venue: { id: 'v', name: 'Foundry' },
  startsAt: '2027-05-01T18:00:00Z',
  timeZone: 'Europe/Berlin',
  saleStartsAt: null,
  saleEndsAt: null,
  status: 'on_sale',
  fromPrice: 19.9,
  fares: [],
  currency: 'USD',
  organiser: { id: 'o', name: 'Northside' },
  maxParty: 8,
  categories: [
    { id: 'a', name: 'Gold', price: 49, fareClass: null },
    { id: 'b', name: 'Silver', price: 19.9, fareClass: null },
  ],
  seatMap: { version: 1, sections: [] },
  version: 1,
};

it('describes an event for search engines, without markup', () => {
  const text = performanceDataOf(performance, 'on_sale') ?? '';
  expect(text).not.toContain('<');
  expect(JSON.parse(text)).toMatchObject({
    '@type': 'Event',
    name: 'Opera </script>',
    eventStatus: 'https://schema.org/EventScheduled',
    offers: { lowPrice: '19.90', highPrice: '49.00', availability: 'https://schema.org/InStock' },
  });
});

it('says that it is cancelled; a departure is no event', () => {
  expect(performanceDataOf(performance, 'cancelled')).toContain('EventCancelled');
  expect(performanceDataOf({ ...performance, kind: 'departure' }, 'on_sale')).toBeNull();
});
