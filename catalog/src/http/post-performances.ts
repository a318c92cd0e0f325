import { defineRoute, reply } from '@ticketing/common/http';
import type { UseCases } from '../use-cases/index.ts';
import { etagOf, performanceBody, performanceResponse, toPerformanceResponse } from './performance-schemas.ts';

/** POST /api/performances → 201 a draft | 400 | 401 | 403 | 404 no such organiser, venue or place | 429 */
export const postPerformances = ({ draftPerformance }: Pick<UseCases, 'draftPerformance'>) =>
  defineRoute({
    method: 'post',
    path: '/api/performances',
    operationId: 'draftPerformance',
    summary: 'Prepare a performance or departure',
    access: 'required',
    isIdempotent: true,
    body: performanceBody,
    responses: {
      201: { description: 'A draft, which only members see', schema: performanceResponse },
      400: {
        description:
          'Invalid input, or parts that contradict each other (`sale_ends_after_start`, `sale_starts_after_end`, `journey_required`, `journey_not_allowed`, `arrives_before_start`, `duplicate_category`, `seat_held_twice`)',
      },
      401: { description: 'Not signed in, not a member of the organiser, or not its venue' },
      403: { description: 'Neither an owner nor of the box office (`role_required`)' },
      404: { description: 'No such organiser, venue or place' },
      429: { description: 'Too many performances within a day (`too_many_performances`)' },
    },
    handler: async ({ body, user, effect }) => {
      const performance = await draftPerformance({ ...body, userId: user.id, effect });
      const headers = { Location: `/api/performances/${performance.id}`, ETag: etagOf(performance) };
      return reply(201, toPerformanceResponse(performance, true), headers);
    },
  });
