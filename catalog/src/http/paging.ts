import { type Cursor, nextPageHeaders, objectIdPattern, type Page, pageQuery } from '@ticketing/common/http';
import type { Request } from 'express';
import type { Performance } from '../domain/performance.ts';

/** Query parameters of routes that page performances by an instant. */
export const performancePageQuery = pageQuery({ id: objectIdPattern });

/** Returns the headers that link to the next page; none on the last page. */
export function nextPerformancesHeaders(
  req: Request,
  { items, hasMore }: Page<Performance>,
  order: 'startsAt' | 'createdAt',
) {
  const last = hasMore ? items.at(-1) : undefined;
  const end: Cursor | null = last ? { value: last[order].getTime(), id: last.id } : null;
  return nextPageHeaders(req, end);
}
