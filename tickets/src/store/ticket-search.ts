import type { Cursor } from '@ticketing/common/http';
import type { QueryFilter } from 'mongoose';
import type { Category } from '../domain/ticket.ts';
import { conditionsOf } from './search-key.ts';
import type { TicketDocument } from './ticket-document.ts';
import { after, type TicketOrder } from './ticket-order.ts';

export interface SearchOptions {
  /** Words to find in title, venue and places. */
  search?: string | undefined;
  category?: Category | undefined;
  city?: string | undefined;
  minPriceMinor?: number | undefined;
  maxPriceMinor?: number | undefined;
  startsFrom?: Date | undefined;
  startsBefore?: Date | undefined;
  order: TicketOrder;
  limit: number;
  /** Only tickets after this position. */
  after?: Cursor | undefined;
}

const rangeFilter = (from: number | undefined, below: number | undefined, upTo?: number) => ({
  ...(from !== undefined && { $gte: from }),
  ...(below !== undefined && { $lt: below }),
  ...(upTo !== undefined && { $lte: upTo }),
});

/** Builds the filter of a search; events that have started are no longer on sale. */
export function filterOf(options: SearchOptions, now: Date): QueryFilter<TicketDocument> {
  const {
    search,
    category,
    city,
    minPriceMinor,
    maxPriceMinor,
    startsFrom,
    startsBefore,
    order,
    after: cursor,
  } = options;
  const words = [...conditionsOf(search ?? ''), ...conditionsOf(city ?? '')];
  const price = rangeFilter(minPriceMinor, undefined, maxPriceMinor);
  return {
    status: 'available',
    startsOrder: rangeFilter(Math.max(now.getTime(), startsFrom?.getTime() ?? 0), startsBefore?.getTime()),
    ...(category && { category }),
    ...(Object.keys(price).length > 0 && { priceMinor: price }),
    $and: [...words, ...(cursor ? [after(order, cursor)] : []), {}],
  };
}
