import { defineRoute, reply } from '@ticketing/common/http';
import { z } from 'zod';

const termsResponse = z
  .object({ reservationSeconds: z.int().meta({ description: 'How long a reservation holds a ticket.' }) })
  .meta({ id: 'ReservationTerms' });

/** GET /api/orders/terms → 200 what a buyer is promised before reserving */
export const getOrdersTerms = (terms: z.infer<typeof termsResponse>) =>
  defineRoute({
    method: 'get',
    path: '/api/orders/terms',
    operationId: 'readReservationTerms',
    summary: 'The terms of a reservation',
    access: 'public',
    responses: { 200: { description: 'The terms', schema: termsResponse } },
    handler: () => reply(200, terms),
  });
