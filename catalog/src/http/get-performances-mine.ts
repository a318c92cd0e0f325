import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { nextPerformancesHeaders, performancePageQuery } from './paging.ts';
import { performanceResponse, toPerformanceResponse } from './performance-schemas.ts';

/** GET /api/performances/mine → 200 those of the caller's organisers, drafts included, newest first | 401 */
export const getPerformancesMine = ({ readOwnPerformances }: Pick<UseCases, 'readOwnPerformances'>) =>
  defineRoute({
    method: 'get',
    path: '/api/performances/mine',
    operationId: 'listOwnPerformances',
    summary: 'The performances of your organisers in every state, newest first',
    access: 'required',
    query: z.object(performancePageQuery),
    responses: {
      200: { description: 'A page; `Link: <…>; rel="next"` leads to the next', schema: z.array(performanceResponse) },
      400: { description: 'Invalid query' },
      401: { description: 'Not signed in' },
    },
    handler: async ({ query: { limit, cursor: after }, user, res }) => {
      const page = await readOwnPerformances({ userId: user.id, limit, after });
      const body = page.items.map((performance) => toPerformanceResponse(performance, true));
      return reply(200, body, nextPerformancesHeaders(res.req, page, 'createdAt'));
    },
  });
