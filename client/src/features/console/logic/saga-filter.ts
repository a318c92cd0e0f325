import { withQuery } from '@/site/paths.ts';
import { type SagaStatus, sagaDefinitions, sagaStatuses } from '../api/schemas.ts';
import type { PageQuery } from './letter-filter.ts';

/** The filter in a page's address. */
export interface SagaFilter {
  search?: string;
  status?: SagaStatus;
  definition?: (typeof sagaDefinitions)[number];
}

/** Returns the filter in an address, without what is empty, repeated or unknown. */
export function sagaFilterIn({ search, status, definition }: PageQuery): SagaFilter {
  const text = typeof search === 'string' ? search.trim() : '';
  const known = sagaStatuses.find((each) => each === status);
  const defined = sagaDefinitions.find((each) => each === definition);
  return { ...(text && { search: text }), ...(known && { status: known }), ...(defined && { definition: defined }) };
}

/** Returns the address of the list, or of a part of it. */
export const sagasPath = ({ search, status, definition }: SagaFilter = {}, cursor?: string): string =>
  withQuery('/ops/sagas', { search, status, definition, cursor });
