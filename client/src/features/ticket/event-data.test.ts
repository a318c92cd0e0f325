import { expect, it } from '@jest/globals';
import { ticketWith } from '@/features/listing/listing-fixture.ts';
import { eventDataOf } from './event-data.ts';

it('describes an event with its offer, and no markup can begin in it', () => {
  const title = '</script><script>alert(1)</script>';
  const json = eventDataOf(ticketWith({ title, category: 'concert', venue: 'Arena', city: 'Bern' }));

  expect(json).not.toContain('<');
  expect(JSON.parse(json ?? '')).toMatchObject({
    '@type': 'Event',
    name: title,
    startDate: '2027-07-15T17:30:00.000Z',
    location: { name: 'Arena', address: 'Bern' },
    offers: { price: '69.50', priceCurrency: 'USD', availability: 'https://schema.org/InStock' },
  });
});

it.each([{ status: 'sold' as const }, { isSaleOver: true }, { price: 0.1 }])(
  'says that %j can’t be bought',
  (given) => {
    expect(eventDataOf(ticketWith({ category: 'sport', ...given }))).toContain('SoldOut');
  },
);

it.each([{ category: 'travel' as const }, { category: 'concert' as const, startsAt: null }])(
  'describes no event for %j',
  (given) => {
    expect(eventDataOf(ticketWith(given))).toBeNull();
  },
);
