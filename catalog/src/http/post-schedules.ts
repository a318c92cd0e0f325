import { defineRoute, reply } from '@ticketing/common/http';
import type { UseCases } from '../use-cases/index.ts';
import { scheduleBody, scheduleResponse, toScheduleResponse } from './schedule-schemas.ts';

/** POST /api/schedules → 201 | 400 | 401 | 403 | 404 no such organiser, venue or place | 429 */
export const postSchedules = ({ createSchedule }: Pick<UseCases, 'createSchedule'>) =>
  defineRoute({
    method: 'post',
    path: '/api/schedules',
    operationId: 'createSchedule',
    summary: 'Publish a departure that repeats, always for the next 30 days',
    access: 'required',
    isIdempotent: true,
    body: scheduleBody,
    responses: {
      201: { description: 'Created; departures follow within seconds', schema: scheduleResponse },
      400: {
        description:
          'Invalid input, days that don’t fit (`until_before_from`, `schedule_too_long`, `no_departure`), or departures that can’t be published (`seat_map_missing`, `category_missing`, `category_unused`, `duplicate_category`, `journey_required`)',
      },
      401: { description: 'Not signed in, not a member of the organiser, or not its venue' },
      403: { description: '`role_required`, or your e-mail address is not confirmed (`email_not_verified`)' },
      404: { description: 'No such organiser, venue or place' },
      429: { description: 'Too many schedules within a day (`too_many_schedules`)' },
    },
    handler: async ({ body, user, effect }) => {
      const { id: userId, isEmailVerified } = user;
      return reply(201, toScheduleResponse(await createSchedule({ ...body, userId, isEmailVerified, effect })));
    },
  });
