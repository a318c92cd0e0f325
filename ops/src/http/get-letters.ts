import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { LetterCursor } from '../store/letter-store.ts';
import type { UseCases } from '../use-cases/index.ts';
import { filterOf, filterQuery, letterSummary, toLetterSummary } from './letter-schemas.ts';
import { forOperators, operatorAnswers } from './operator-route.ts';
import { nextLink } from './paging.ts';

const cursorFormat = /^(\d{1,15})-([0-9a-f]{24})$/;
const parseCursor = (text: string): LetterCursor => {
  const [, at, id] = cursorFormat.exec(text) ?? [];
  return { firstFailedAt: new Date(Number(at)), id: id ?? '' };
};

const query = filterQuery.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().regex(cursorFormat, 'must be the cursor of a Link header').transform(parseCursor).optional(),
});

/** GET /api/ops/letters → 200 dead letters, newest first; the next page in `Link` */
export const getLetters = ({ findLetters }: Pick<UseCases, 'findLetters'>) =>
  defineRoute({
    method: 'get',
    path: '/api/ops/letters',
    summary: 'Dead letters, newest first',
    ...forOperators,
    query,
    responses: {
      200: { description: 'A page; `Link: <…>; rel="next"` leads to the next', schema: z.array(letterSummary) },
      400: { description: 'Invalid query' },
      ...operatorAnswers,
    },
    handler: async ({ query: { limit, cursor, ...filter }, res }) => {
      const { items, hasMore } = await findLetters(filterOf(filter), { limit, before: cursor });
      const last = items.at(-1);
      const headers =
        hasMore && last ? nextLink(res.req.originalUrl, `${last.firstFailedAt.getTime()}-${last.id}`) : {};
      return reply(200, items.map(toLetterSummary), headers);
    },
  });
