import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { etagOf, performanceWithSeatsResponse, toPerformanceWithSeatsResponse } from './performance-schemas.ts';

/** GET /api/performances/:id → 200 with its seats | 404, also for a draft of others */
export const getPerformancesId = ({ readPerformance }: Pick<UseCases, 'readPerformance'>) =>
  defineRoute({
    method: 'get',
    path: '/api/performances/:id',
    operationId: 'readPerformance',
    summary: 'Read a performance with its seats',
    access: 'optional',
    params: z.object({ id: objectId }),
    responses: {
      200: { description: 'The performance', schema: performanceWithSeatsResponse },
      404: { description: 'No such performance, or a draft of an organiser that you are no member of' },
    },
    handler: async ({ params, user }) => {
      const found = await readPerformance({ performanceId: params.id, userId: user?.id ?? null });
      return reply(200, toPerformanceWithSeatsResponse(found), { ETag: etagOf(found.performance) });
    },
  });
