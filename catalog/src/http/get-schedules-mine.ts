import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { scheduleResponse, toScheduleResponse } from './schedule-schemas.ts';

/** GET /api/schedules/mine → 200 those of the caller's organisers, newest first | 401 */
export const getSchedulesMine = ({ readOwnSchedules }: Pick<UseCases, 'readOwnSchedules'>) =>
  defineRoute({
    method: 'get',
    path: '/api/schedules/mine',
    operationId: 'listOwnSchedules',
    summary: 'The schedules of your organisers, also those that were ended',
    access: 'required',
    responses: {
      200: { description: 'The newest 200, newest first', schema: z.array(scheduleResponse) },
      401: { description: 'Not signed in' },
    },
    handler: async ({ user }) => reply(200, (await readOwnSchedules({ userId: user.id })).map(toScheduleResponse)),
  });
