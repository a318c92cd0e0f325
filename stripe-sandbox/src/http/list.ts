import { invalidRequest } from '../domain/api-error.ts';
import type { Table } from '../ledger/table.ts';
import { type Answer, ok } from './endpoint.ts';

interface ListParams {
  created?: { gt?: number; gte?: number; lt?: number; lte?: number } | undefined;
  limit: number;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
}

interface Listing<Row> {
  url: string;
  table: Pick<Table<Row>, 'get' | 'newestFirst' | 'newerThan'>;
  params: ListParams;
  matches?: (row: Row) => boolean;
  shape: (row: Row) => object;
}

/** Builds a page like Stripe: newest first in both paging directions. */
export function list<Row extends { createdAt: number }>({ url, table, params, matches, shape }: Listing<Row>): Answer {
  const { limit, starting_after: after, ending_before: before, created } = params;
  if (after && before) throw invalidRequest('You cannot pass both starting_after and ending_before.');
  for (const [param, id] of Object.entries({ starting_after: after, ending_before: before })) {
    if (id && !table.get(id)) throw invalidRequest(`No such object: '${id}'`, { code: 'resource_missing', param });
  }
  const candidates = before ? table.newerThan(before) : table.newestFirst(after);
  const page: Row[] = [];
  let hasMore = false;
  for (const row of candidates) {
    if (!isWithin(row.createdAt, created) || (matches && !matches(row))) continue;
    if (page.length === limit) {
      hasMore = true;
      break;
    }
    page.push(row);
  }
  if (before) page.reverse();
  return ok({ object: 'list', url, has_more: hasMore, data: page.map(shape) });
}

function isWithin(at: number, range: ListParams['created']): boolean {
  if (!range) return true;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
  return at > gt && at >= gte && at < lt && at <= lte;
}
