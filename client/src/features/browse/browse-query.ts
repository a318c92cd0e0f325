import type { TicketQuery } from '@/api/requests.ts';
import { type Category, categories } from '@/api/schemas.ts';
import { fromMarketTime, nextDay } from '@/format/market-time.ts';
import { withQuery } from '@/site/paths.ts';

export const sorts = ['newest', 'soonest', 'cheapest', 'dearest'] as const;
export type Sort = (typeof sorts)[number];

/** A visitor's search, as in the address of the browse page. Prices are major units, days `2027-05-01`. */
export interface BrowseFilters {
  search?: string;
  category?: Category;
  city?: string;
  minPrice?: string;
  maxPrice?: string;
  from?: string;
  to?: string;
  sort: Sort;
  cursor?: string;
}

/** Divisible by the grid's column counts: 2, 3 and 4. */
const pageSize = 24;
const maxCharacters = 100;

/** Cuts a text, but never inside a surrogate pair. */
const cut = (text: string): string => {
  const start = text.slice(0, maxCharacters);
  return start.isWellFormed() ? start : start.slice(0, -1);
};

type SearchParams = Record<string, string | string[] | undefined>;

/** Parses a possibly mistyped address: invalid parameters are ignored rather than rejected. */
export function parseBrowse(given: SearchParams): BrowseFilters {
  const text = (name: string) => {
    const value = given[name];
    return (typeof value === 'string' && cut(value.trim())) || undefined;
  };
  const day = (name: string) => {
    const value = text(name);
    return value && value.length === 10 && fromMarketTime(value) ? value : undefined;
  };
  const amount = (name: string) => {
    const value = text(name)?.replace(',', '.');
    return value && /^\d{1,6}(\.\d{1,2})?$/.test(value) ? value : undefined;
  };
  return {
    search: text('search'),
    category: categories.find((category) => category === text('category')),
    city: text('city'),
    minPrice: amount('minPrice'),
    maxPrice: amount('maxPrice'),
    from: day('from'),
    to: day('to'),
    sort: sorts.find((sort) => sort === text('sort')) ?? 'newest',
    cursor: text('cursor'),
  };
}

/** Returns the query for the API. Days are in the market's time zone; the last one is inclusive. */
export function toApiQuery({ from, to, ...filters }: BrowseFilters): TicketQuery {
  return {
    ...filters,
    startsFrom: from && fromMarketTime(from)?.toISOString(),
    startsBefore: to && fromMarketTime(nextDay(to))?.toISOString(),
    limit: pageSize,
  };
}

/** Returns the page's address for these filters. Changed filters start at the first page. */
export function browseHref(filters: BrowseFilters, change: Partial<BrowseFilters> = {}): string {
  const next = { ...filters, cursor: undefined, ...change };
  return withQuery('/', { ...next, sort: next.sort === 'newest' ? undefined : next.sort });
}

/** Filters that narrow the list, in display order. Sorting and paging are not filters. */
export const narrowing = ['search', 'category', 'city', 'from', 'to', 'minPrice', 'maxPrice'] as const;

export const isNarrowed = (filters: BrowseFilters): boolean => narrowing.some((name) => filters[name] !== undefined);
