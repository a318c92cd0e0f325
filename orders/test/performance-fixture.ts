import { randomBytes } from 'node:crypto';
import type { PerformancePublished, PerformanceUpdated, PublishedRow } from '@ticketing/contracts';

export const seatRow = (label: string, seats: number, categoryId = 'a'): PublishedRow => ({
  label,
  categoryId,
  seats: Array.from({ length: seats }, (_, x) => ({
    number: String(x + 1),
    x,
    isAccessible: false,
    hasRestrictedView: false,
  })),
});

export const hoursFromNow = (hours: number) => Date.now() + hours * 3_600_000;

/** A performance with two rows of six seats, and a standing area for five people. */
export const performanceOf = (given: Partial<PerformancePublished> = {}): PerformancePublished => ({
  id: randomBytes(12).toString('hex'),
  organiserId: randomBytes(12).toString('hex'),
  kind: 'performance',
  title: 'String quartets',
  startsAt: hoursFromNow(24),
  timeZone: 'Europe/Berlin',
  saleStartsAt: null,
  saleEndsAt: null,
  currency: 'USD',
  maxParty: 6,
  categories: [
    { id: 'a', name: 'Category A', price: 4_900 },
    { id: 'floor', name: 'Floor', price: 2_000 },
  ],
  sections: [
    { id: 'stalls', name: 'Stalls', rows: [seatRow('A', 6), seatRow('B', 6)], standing: null },
    { id: 'floor', name: 'Floor', rows: [], standing: { quota: 5, categoryId: 'floor' } },
  ],
  heldBack: [],
  version: 0,
  ...given,
});

export const cancellationOf = (published: PerformancePublished): PerformanceUpdated => {
  const { id, title, startsAt, saleStartsAt, saleEndsAt, categories, version } = published;
  const rest = { status: 'cancelled', cancelledBy: 'organiser', version: version + 1 };
  return { id, title, startsAt, saleStartsAt, saleEndsAt, categories, ...rest };
};
