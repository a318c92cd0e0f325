import {
  defineRoute,
  forOperators,
  nextPageHeaders,
  operatorAnswers,
  pageQuery,
  reply,
  uuidPattern,
} from '@ticketing/common/http';
import { sagaStatuses } from '@ticketing/common/saga';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { sagaSummary, toSummary } from './saga-schemas.ts';

const query = z.object({
  ...pageQuery({ id: uuidPattern }),
  status: z.enum(sagaStatuses).optional(),
  definition: z.string().max(100).optional(),
  search: z.string().trim().max(100).optional().meta({
    description: 'Id of a booking, an order, a person or an event',
  }),
});

/** GET /api/bookings/sagas → 200 sagas, newest first; the next page in `Link` | 400 | 401 | 403 */
export const getBookingsSagas = ({ readSagas }: Pick<UseCases, 'readSagas'>) =>
  defineRoute({
    method: 'get',
    path: '/api/bookings/sagas',
    operationId: 'listSagas',
    summary: 'Sagas by state, or of an order or person',
    ...forOperators,
    query,
    responses: {
      200: { description: 'A page; `Link: <…>; rel="next"` leads to the next', schema: z.array(sagaSummary) },
      400: { description: 'Invalid query' },
      ...operatorAnswers,
    },
    handler: async ({ query: { limit, cursor, status, definition, search }, res }) => {
      const after = cursor && { createdAt: new Date(cursor.value), id: cursor.id };
      const { items, hasMore } = await readSagas({ limit, after, status, definition, search: search || undefined });
      const last = hasMore ? items.at(-1) : undefined;
      const end = last ? { value: last.createdAt.getTime(), id: last.id } : null;
      return reply(200, items.map(toSummary), nextPageHeaders(res.req, end));
    },
  });
