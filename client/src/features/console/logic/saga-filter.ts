import { withQuery } from '@/site/paths.ts';
import { type SagaStatus, sagaStatuses } from '../api/schemas.ts';
import type { PageQuery } from './letter-filter.ts';

/** The filter in a page's address. */
export interface SagaFilter {
  search?: string;
  status?: SagaStatus;
}

/** Returns the filter in an address, without what is empty, repeated or unknown. */
export function sagaFilterIn({ search, status }: PageQuery): SagaFilter {
  const text = typeof search === 'string' ? search.trim() : '';
  const known = sagaStatuses.find((each) => each === status);
  return { ...(text && { search: text }), ...(known && { status: known }) };
}

/** Returns the address of the list, or of a part of it. */
export const sagasPath = (filter: SagaFilter = {}, cursor?: string): string =>
  withQuery('/ops/sagas', { search: filter.search, status: filter.status, cursor });
