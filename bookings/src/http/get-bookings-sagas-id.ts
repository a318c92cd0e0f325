import { defineRoute, forOperators, operatorAnswers, reply, uuid } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { sagaDetails, toDetails } from './saga-schemas.ts';

/** GET /api/bookings/sagas/:id → 200 a saga with its history and a diagram | 401 | 403 | 404 */
export const getBookingsSagasId = ({ readSaga }: Pick<UseCases, 'readSaga'>) =>
  defineRoute({
    method: 'get',
    path: '/api/bookings/sagas/:id',
    operationId: 'readSaga',
    summary: 'A saga: its steps, its history, and a diagram of its definition',
    ...forOperators,
    params: z.object({ id: uuid }),
    responses: {
      200: { description: 'The saga', schema: sagaDetails },
      ...operatorAnswers,
      404: { description: 'No such saga' },
    },
    handler: async ({ params }) => reply(200, toDetails(await readSaga({ sagaId: params.id }))),
  });
