import { defineRoute, forOperators, operatorAnswers, reply, uuid } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';

/** POST /api/bookings/sagas/:id/retry → 204 | 400 over | 401 | 403 | 404 */
export const postBookingsSagasIdRetry = ({ retrySaga }: Pick<UseCases, 'retrySaga'>) =>
  defineRoute({
    method: 'post',
    path: '/api/bookings/sagas/:id/retry',
    operationId: 'retrySaga',
    summary: 'Make the next attempt of a saga due now',
    ...forOperators,
    params: z.object({ id: uuid }),
    responses: {
      204: { description: 'The next attempt is due, or one is under way' },
      400: {
        description:
          'Nothing is left to retry (`saga_is_over`), or its version is not known here (`unknown_definition`)',
      },
      ...operatorAnswers,
      404: { description: 'No such saga' },
    },
    handler: async ({ params, user }) => {
      await retrySaga({ sagaId: params.id, operatorId: user.id });
      return reply(204);
    },
  });
