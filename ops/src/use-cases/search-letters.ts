import { readPage } from '@ticketing/common/http';
import type { LetterHead } from '../domain/letter.ts';
import type { LetterFilter } from '../domain/selection.ts';
import { queryOf } from '../store/letter-query.ts';
import type { LetterCursor } from '../store/letter-store.ts';
import type { OpsDeps } from './deps.ts';

/** A page of letters, newest first. */
export const findLetters =
  ({ letters }: Pick<OpsDeps, 'letters'>) =>
  async (filter: LetterFilter, { limit, before }: { limit: number; before?: LetterCursor | undefined }) =>
    readPage<LetterHead>(limit, (most) => letters.page(queryOf(filter), { limit: most, before }));

/** Letters by what they have in common, biggest groups first. */
export const groupLetters =
  ({ statistics }: Pick<OpsDeps, 'statistics'>) =>
  (filter: LetterFilter, by: { bySchema: boolean }) =>
    statistics.groups(queryOf(filter), by);

/** A page of what operators did, newest first. */
export const readAudit =
  ({ audit }: Pick<OpsDeps, 'audit'>) =>
  async ({ limit, before }: { limit: number; before?: string | undefined }) =>
    readPage(limit, (most) => audit.page({ limit: most, before }));
