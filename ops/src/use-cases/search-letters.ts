import { readPage } from '@ticketing/common/http';
import type { LetterHead } from '../domain/letter.ts';
import type { LetterFilter } from '../domain/selection.ts';
import { queryOf } from '../store/letter-query.ts';
import type { LetterCursor } from '../store/letter-store.ts';
import type { OpsDeps } from './deps.ts';

/** Reads a page of letters, newest first. */
export const findLetters =
  ({ letters }: Pick<OpsDeps, 'letters'>) =>
  async ({ filter, limit, before }: { filter: LetterFilter; limit: number; before?: LetterCursor | undefined }) =>
    readPage<LetterHead>(limit, (max) => letters.page(queryOf(filter), { limit: max, before }));

/** Groups letters by consumer group, topic and error, biggest groups first. */
export const groupLetters =
  ({ statistics }: Pick<OpsDeps, 'statistics'>) =>
  ({ filter, bySchema }: { filter: LetterFilter; bySchema: boolean }) =>
    statistics.groups(queryOf(filter), { bySchema });

/** Reads a page of the audit, newest first. */
export const readAudit =
  ({ audit }: Pick<OpsDeps, 'audit'>) =>
  async ({ limit, before }: { limit: number; before?: string | undefined }) =>
    readPage(limit, (max) => audit.page({ limit: max, before }));
