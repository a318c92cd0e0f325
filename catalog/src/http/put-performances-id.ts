import { defineRoute, objectId, reply, tagsOf } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { etagOf, performanceChangeBody, performanceResponse, toPerformanceResponse } from './performance-schemas.ts';

/** PUT /api/performances/:id → 200 | 400 | 401 | 403 | 404 | 409 stale If-Match */
export const putPerformancesId = ({ editPerformance }: Pick<UseCases, 'editPerformance'>) =>
  defineRoute({
    method: 'put',
    path: '/api/performances/:id',
    operationId: 'editPerformance',
    summary: 'Change a draft, or the texts, times and prices of a published performance',
    access: 'required',
    isConditional: true,
    params: z.object({ id: objectId }),
    body: performanceChangeBody,
    responses: {
      200: { description: 'Changed; fields that are left out stay', schema: performanceResponse },
      400: {
        description:
          'Invalid input, parts that contradict each other, a change of what is fixed (`fixed_after_publication`), new times in the past (`start_in_past`, `sale_end_in_past`), or it was cancelled (`performance_cancelled`)',
      },
      401: { description: 'Not signed in, not a member of the organiser, or not its venue' },
      403: { description: 'Neither an owner nor of the box office (`role_required`)' },
      404: { description: 'No such performance, venue or place' },
      409: { description: 'If-Match names an older version (`stale_version`)' },
    },
    handler: async ({ params, body: details, user, headers }) => {
      const performance = await editPerformance({
        performanceId: params.id,
        userId: user.id,
        details,
        expectedTags: tagsOf(headers['if-match']),
      });
      return reply(200, toPerformanceResponse(performance, true), { ETag: etagOf(performance) });
    },
  });
