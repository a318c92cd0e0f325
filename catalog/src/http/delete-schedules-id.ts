import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';

/** DELETE /api/schedules/:id → 204 ended (idempotent) | 401 no member | 403 | 404 */
export const deleteSchedulesId = ({ endSchedule }: Pick<UseCases, 'endSchedule'>) =>
  defineRoute({
    method: 'delete',
    path: '/api/schedules/:id',
    operationId: 'endSchedule',
    summary: 'End a schedule; departures that are published stay on sale',
    access: 'required',
    params: z.object({ id: objectId }),
    responses: {
      204: { description: 'Ended' },
      401: { description: 'Not signed in, or not a member of the organiser' },
      403: { description: 'Neither an owner nor of the box office (`role_required`)' },
      404: { description: 'No such schedule' },
    },
    handler: async ({ params, user }) => {
      await endSchedule({ scheduleId: params.id, userId: user.id });
      return reply(204);
    },
  });
