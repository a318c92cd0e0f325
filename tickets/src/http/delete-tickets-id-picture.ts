import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { etagOf, ticketResponse, toTicketResponse, versionsOf } from './ticket-schemas.ts';

/**
 * DELETE /api/tickets/:id/picture → 200 without a picture (idempotent) | 400 reserved | 401 | 404 | 409 stale If-Match
 */
export const deleteTicketsIdPicture = ({ removePicture }: Pick<UseCases, 'removePicture'>) =>
  defineRoute({
    method: 'delete',
    path: '/api/tickets/:id/picture',
    operationId: 'removePicture',
    summary: 'Remove the picture of a listing',
    access: 'required',
    isConditional: true,
    params: z.object({ id: objectId }),
    responses: {
      200: { description: 'The listing has no picture', schema: ticketResponse },
      400: { description: 'The ticket is reserved (`ticket_reserved`)' },
      401: { description: 'Not signed in, or not your listing' },
      404: { description: 'No such ticket' },
      409: { description: 'If-Match names an older version (`stale_version`)' },
    },
    handler: async ({ params, user, headers }) => {
      const expectedVersions = versionsOf(headers['if-match']);
      const ticket = await removePicture({ ticketId: params.id, sellerId: user.id, expectedVersions });
      return reply(200, toTicketResponse(ticket), { ETag: etagOf(ticket) });
    },
  });
