import { defineRoute, nextPageHeaders, objectId, pageQuery, reply, uuidPattern } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { refundResponse, toRefundResponse } from './refund-schemas.ts';

/** GET /api/performances/:id/refunds → 200 what was asked for and how it was decided, newest first | 401 | 403 | 404 */
export const getPerformancesIdRefunds = ({ readRefunds }: Pick<UseCases, 'readRefunds'>) =>
  defineRoute({
    method: 'get',
    path: '/api/performances/:id/refunds',
    operationId: 'listRefunds',
    summary: 'The refunds of a performance, newest first',
    access: 'required',
    params: z.object({ id: objectId }),
    query: z.object(pageQuery({ id: uuidPattern })),
    responses: {
      200: { description: 'A page; `Link: <…>; rel="next"` leads to the next', schema: z.array(refundResponse) },
      400: { description: 'Invalid query' },
      401: { description: 'Not signed in, or not a member of the organiser' },
      403: { description: 'Neither an owner nor of finance (`role_required`)' },
      404: { description: 'No such performance' },
    },
    handler: async ({ params, query: { limit, cursor: after }, user, res }) => {
      const page = await readRefunds({ performanceId: params.id, userId: user.id, limit, after });
      const last = page.hasMore ? page.items.at(-1) : undefined;
      const end = last ? { value: last.requestedAt.getTime(), id: last.id } : null;
      return reply(200, page.items.map(toRefundResponse), nextPageHeaders(res.req, end));
    },
  });
