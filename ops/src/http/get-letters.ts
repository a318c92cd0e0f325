import {
  defineRoute,
  forOperators,
  nextPageHeaders,
  objectIdPattern,
  operatorAnswers,
  pageQuery,
  reply,
} from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { filterOf, filterQuery, letterSummary, toLetterSummary } from './letter-schemas.ts';

const query = filterQuery.extend(pageQuery({ id: objectIdPattern, maxLimit: 200 }));

/** GET /api/ops/letters → 200 dead letters, newest first; the next page in `Link` */
export const getLetters = ({ findLetters }: Pick<UseCases, 'findLetters'>) =>
  defineRoute({
    method: 'get',
    path: '/api/ops/letters',
    operationId: 'listLetters',
    summary: 'Dead letters, newest first',
    ...forOperators,
    query,
    responses: {
      200: { description: 'A page; `Link: <…>; rel="next"` leads to the next', schema: z.array(letterSummary) },
      400: { description: 'Invalid query' },
      ...operatorAnswers,
    },
    handler: async ({ query: { limit, cursor, ...filter }, res }) => {
      const before = cursor && { firstFailedAt: new Date(cursor.value), id: cursor.id };
      const { items, hasMore } = await findLetters({ filter: filterOf(filter), limit, before });
      const last = hasMore ? items.at(-1) : undefined;
      const end = last ? { value: last.firstFailedAt.getTime(), id: last.id } : null;
      return reply(200, items.map(toLetterSummary), nextPageHeaders(res.req, end));
    },
  });
