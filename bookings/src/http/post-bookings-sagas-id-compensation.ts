import { defineRoute, forOperators, operatorAnswers, reply, uuid } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';

/** POST /api/bookings/sagas/:id/compensation → 204 | 400 past its pivot | 401 | 403 | 404 */
export const postBookingsSagasIdCompensation = ({ compensateSaga }: Pick<UseCases, 'compensateSaga'>) =>
  defineRoute({
    method: 'post',
    path: '/api/bookings/sagas/:id/compensation',
    operationId: 'compensateSaga',
    summary: 'Undo a saga',
    ...forOperators,
    params: z.object({ id: uuid }),
    responses: {
      204: { description: 'The saga is being undone, or was' },
      400: {
        description: 'It can only go forward (`past_pivot`), or its version is not known here (`unknown_definition`)',
      },
      ...operatorAnswers,
      404: { description: 'No such saga' },
    },
    handler: async ({ params, user }) => {
      await compensateSaga({ sagaId: params.id, operatorId: user.id });
      return reply(204);
    },
  });
