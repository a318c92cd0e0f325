import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { etagOf, performanceResponse, toPerformanceResponse } from './performance-schemas.ts';

/** POST /api/performances/:id/publication → 200 on sale (idempotent) | 400 | 401 | 403 | 404 */
export const postPerformancesIdPublication = ({ publishPerformance }: Pick<UseCases, 'publishPerformance'>) =>
  defineRoute({
    method: 'post',
    path: '/api/performances/:id/publication',
    operationId: 'publishPerformance',
    summary: 'Put a performance on sale with the seat map of the moment',
    access: 'required',
    params: z.object({ id: objectId }),
    responses: {
      200: { description: 'On sale', schema: performanceResponse },
      400: {
        description:
          'Not ready (`seat_map_missing`, `start_in_past`, `sale_end_in_past`, `category_missing`, `category_unused`, `unknown_seat`), or over (`sale_closed`, `performance_cancelled`)',
      },
      401: { description: 'Not signed in, or not a member of the organiser' },
      403: { description: '`role_required`, or your e-mail address is not confirmed (`email_not_verified`)' },
      404: { description: 'No such performance' },
    },
    handler: async ({ params, user }) => {
      const { id: userId, isEmailVerified } = user;
      const performance = await publishPerformance({ performanceId: params.id, userId, isEmailVerified });
      return reply(200, toPerformanceResponse(performance, true), { ETag: etagOf(performance) });
    },
  });
