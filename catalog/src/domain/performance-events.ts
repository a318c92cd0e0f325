import type { PerformancePublished, PerformanceUpdated } from '@ticketing/contracts';
import { type Category, heldBackSeatIds, type Performance, placeOf } from './performance.ts';
import type { SeatMap } from './seat-map.ts';

const categoryOf = ({ id, name, priceMinor: price }: Category) => ({ id, name, price });

/** What both events say. */
const sharedOf = ({ id, title, startsAt, saleStartsAt, saleEndsAt, categories }: Performance, version: number) => ({
  id,
  title,
  startsAt: startsAt.getTime(),
  saleStartsAt: saleStartsAt?.getTime() ?? null,
  saleEndsAt: saleEndsAt?.getTime() ?? null,
  categories: categories.map(categoryOf),
  version,
});

/** Returns the first event of a performance, with all its seats. */
export const publishedEvent = (performance: Performance, { sections }: SeatMap): PerformancePublished => ({
  ...sharedOf(performance, 0),
  organiserId: performance.organiserId,
  kind: performance.kind,
  timeZone: placeOf(performance).timeZone,
  currency: performance.currency,
  maxParty: performance.maxParty,
  sections: sections.map(({ id, name, rows, standing }) => ({
    id,
    name,
    rows: rows.map(({ label, categoryId, seats }) => ({ label, categoryId, seats: [...seats] })),
    standing,
  })),
  heldBack: heldBackSeatIds(performance),
});

/** Returns the event of a later version. */
export const updatedEvent = (performance: Performance, version: number): PerformanceUpdated => ({
  ...sharedOf(performance, version),
  status: performance.status,
  cancelledBy: performance.cancellation?.by ?? null,
});
