import type { QueryFilter } from 'mongoose';
import type { LetterFilter, Selection } from '../domain/selection.ts';
import type { LetterDocument } from './letter-document.ts';

export type LetterQuery = QueryFilter<LetterDocument>;

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export function queryOf(filter: LetterFilter): LetterQuery {
  const { group, topic, errorCode, schemaId, states, search, failedFrom, failedUntil } = filter;
  return {
    ...(group && { group }),
    ...(topic && { topic }),
    ...(errorCode && { 'error.code': errorCode }),
    ...(schemaId !== undefined && { schemaId }),
    ...(states && { state: { $in: states } }),
    ...(search && { searchText: { $regex: escapeRegExp(search.toLowerCase()) } }),
    ...((failedFrom || failedUntil) && {
      firstFailedAt: { ...(failedFrom && { $gte: failedFrom }), ...(failedUntil && { $lt: failedUntil }) },
    }),
  };
}

export const queryOfSelection = (selection: Selection): LetterQuery =>
  'ids' in selection ? { _id: { $in: selection.ids } } : queryOf(selection.filter);

/** Combines queries with AND; several may refer to the same field. */
export const allOf = (...queries: LetterQuery[]): LetterQuery => ({ $and: queries });
