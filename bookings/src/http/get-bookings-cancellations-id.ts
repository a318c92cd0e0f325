import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { cancellationResponse, toCancellationResponse } from './cancellation-response.ts';

/** GET /api/bookings/cancellations/:performanceId → 200 how far it is | 401 | 404 */
export const getBookingsCancellationsId = ({ readCancellation }: Pick<UseCases, 'readCancellation'>) =>
  defineRoute({
    method: 'get',
    path: '/api/bookings/cancellations/:performanceId',
    operationId: 'readCancellation',
    summary: 'How far the cancellation of a performance is: orders, refunds and mails',
    access: 'required',
    params: z.object({ performanceId: objectId }),
    responses: {
      200: { description: 'How far it is', schema: cancellationResponse },
      401: { description: 'Not signed in, or neither who cancelled it nor an operator' },
      404: { description: 'Not cancelled, or not known to be yet' },
    },
    handler: async ({ params: { performanceId }, user: { id: userId, roles } }) => {
      const isOperator = roles.includes('operator');
      return reply(200, toCancellationResponse(await readCancellation({ performanceId, userId, isOperator })));
    },
  });
