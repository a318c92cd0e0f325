import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { refundBody, refundResponse, toRefundResponse } from './refund-schemas.ts';

/** POST /api/performances/:id/refunds → 202 orders decides | 400 | 401 | 403 | 404 | 429 */
export const postPerformancesIdRefunds = ({ requestRefund }: Pick<UseCases, 'requestRefund'>) =>
  defineRoute({
    method: 'post',
    path: '/api/performances/:id/refunds',
    operationId: 'requestRefund',
    summary: 'Refund a paid order of a performance, or some of its places',
    access: 'required',
    isIdempotent: true,
    params: z.object({ id: objectId }),
    body: refundBody,
    responses: {
      202: { description: 'Requested; the list shows how it was decided', schema: refundResponse },
      400: { description: 'Invalid input, or a draft (`not_published`)' },
      401: { description: 'Not signed in, or not a member of the organiser' },
      403: { description: 'Neither an owner nor of finance (`role_required`)' },
      404: { description: 'No such performance' },
      429: { description: 'Too many refunds within a day (`too_many_refunds`)' },
    },
    handler: async ({ params, body: { orderId, reason, whole, seats, standing }, user, effect }) => {
      const refund = await requestRefund({
        ...{ performanceId: params.id, userId: user.id, effect, orderId, reason },
        isWhole: whole === true,
        seatIds: seats ?? [],
        standing: standing ?? null,
      });
      return reply(202, toRefundResponse(refund));
    },
  });
