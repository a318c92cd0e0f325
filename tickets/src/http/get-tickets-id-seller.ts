import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';

const sellerResponse = z
  .object({
    since: z.string().meta({ description: 'Month of the first listing', example: '2027-05' }),
    soldTickets: z.int().meta({ description: 'Tickets sold, counted up to 1,000' }),
  })
  .meta({ id: 'Seller' });

/** GET /api/tickets/:id/seller → 200 what buyers may know of the seller, nothing personal | 404 */
export const getTicketsIdSeller = ({ readSeller }: Pick<UseCases, 'readSeller'>) =>
  defineRoute({
    method: 'get',
    path: '/api/tickets/:id/seller',
    operationId: 'readSeller',
    summary: 'Since when a ticket’s seller has been selling, and how much',
    access: 'public',
    params: z.object({ id: objectId }),
    responses: {
      200: { description: 'The seller', schema: sellerResponse },
      404: { description: 'No such ticket' },
    },
    handler: async ({ params }) => {
      const { since, soldTickets } = await readSeller({ ticketId: params.id });
      return reply(200, { since: since.toISOString().slice(0, 'yyyy-mm'.length), soldTickets });
    },
  });
