import { topicNames } from '@ticketing/contracts';
import type { QueryFilter } from 'mongoose';
import { isVersioned, type LetterHead, unsettledStates } from '../domain/letter.ts';
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

/** The unsettled letters of a selection. */
export const unsettledOf = (selection: Selection): LetterQuery =>
  allOf(queryOfSelection(selection), { state: { $in: unsettledStates } });

const versionedTopics = topicNames.filter(isVersioned);

/** Letters whose version a group may wait for: only they can be skipped. */
export const versioned: LetterQuery = { topic: { $in: versionedTopics } };
export const unversioned: LetterQuery = { topic: { $nin: versionedTopics } };
export const withPosition: LetterQuery = { 'content.position': { $ne: null } };

export const indexedUntil = (instant: Date): LetterQuery => ({ indexedAt: { $lte: instant } });

/** Letters after this one, from the oldest first failure to the newest. */
export const after = ({ firstFailedAt, id }: Pick<LetterHead, 'firstFailedAt' | 'id'>): LetterQuery => ({
  $or: [{ firstFailedAt: { $gt: firstFailedAt } }, { firstFailedAt, _id: { $gt: id } }],
});

export const allLetters: LetterQuery = {};

/** Combines queries with AND; several may refer to the same field. */
export const allOf = (...queries: LetterQuery[]): LetterQuery => ({ $and: queries });
