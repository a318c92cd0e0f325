import type { Cursor } from '@ticketing/common/http';
import { minimumChargeMinor } from '@ticketing/common/money';
import { conditionsOf } from '@ticketing/common/search';
import type { QueryFilter } from 'mongoose';
import type { Category } from '../domain/ticket.ts';
import type { TicketDocument } from './ticket-document.ts';
import { after, type TicketOrder } from './ticket-order.ts';

export interface SearchOptions {
  /** Words to find in title, venue and places. */
  search?: string | undefined;
  /** Whether words may have one typo. */
  isForgiving?: boolean;
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

/** Builds the filter of a search: only what can be bought now. A listing without an end of sale matches `$not`. */
export function filterOf(options: SearchOptions, now: Date): QueryFilter<TicketDocument> {
  const {
    search,
    isForgiving,
    category,
    city,
    minPriceMinor,
    maxPriceMinor,
    startsFrom,
    startsBefore,
    order,
    after: cursor,
  } = options;
  const words = [search, city].flatMap((text) => conditionsOf(text ?? '', { isForgiving }));
  const price = rangeFilter(Math.max(minPriceMinor ?? 0, minimumChargeMinor), undefined, maxPriceMinor);
  return {
    status: 'available',
    startsOrder: rangeFilter(Math.max(now.getTime() + 1, startsFrom?.getTime() ?? 0), startsBefore?.getTime()),
    saleEndsAt: { $not: { $lte: now } },
    ...(category && { category }),
    priceMinor: price,
    $and: [...words, ...(cursor ? [after(order, cursor)] : []), {}],
  };
}
