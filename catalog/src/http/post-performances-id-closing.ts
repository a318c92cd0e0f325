import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { etagOf, performanceResponse, toPerformanceResponse } from './performance-schemas.ts';

/** POST /api/performances/:id/closing → 200 closed (idempotent) | 400 | 401 | 403 | 404 */
export const postPerformancesIdClosing = ({ closeSale }: Pick<UseCases, 'closeSale'>) =>
  defineRoute({
    method: 'post',
    path: '/api/performances/:id/closing',
    operationId: 'closeSale',
    summary: 'End the sale of a performance',
    access: 'required',
    params: z.object({ id: objectId }),
    responses: {
      200: { description: 'Closed', schema: performanceResponse },
      400: { description: 'A draft (`not_published`), or cancelled (`performance_cancelled`)' },
      401: { description: 'Not signed in, or not a member of the organiser' },
      403: { description: 'Neither an owner nor of the box office (`role_required`)' },
      404: { description: 'No such performance' },
    },
    handler: async ({ params, user }) => {
      const performance = await closeSale({ performanceId: params.id, userId: user.id });
      return reply(200, toPerformanceResponse(performance, true), { ETag: etagOf(performance) });
    },
  });
