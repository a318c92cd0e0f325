import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { cancellationBody, etagOf, performanceResponse, toPerformanceResponse } from './performance-schemas.ts';

/** POST /api/performances/:id/cancellation → 200 cancelled (idempotent) | 400 | 401 | 403 | 404 */
export const postPerformancesIdCancellation = ({ cancelPerformance }: Pick<UseCases, 'cancelPerformance'>) =>
  defineRoute({
    method: 'post',
    path: '/api/performances/:id/cancellation',
    operationId: 'cancelPerformance',
    summary: 'Cancel a performance for good; its orders end and are refunded',
    access: 'required',
    params: z.object({ id: objectId }),
    body: cancellationBody,
    responses: {
      200: { description: 'Cancelled; the first reason stays', schema: performanceResponse },
      400: { description: 'Invalid input, or a draft (`not_published`)' },
      401: { description: 'Not signed in, or not a member of the organiser' },
      403: { description: 'Neither an owner nor of the box office (`role_required`)' },
      404: { description: 'No such performance' },
    },
    handler: async ({ params, body: { reason }, user }) => {
      const performance = await cancelPerformance({ performanceId: params.id, userId: user.id, reason });
      return reply(200, toPerformanceResponse(performance, true), { ETag: etagOf(performance) });
    },
  });
