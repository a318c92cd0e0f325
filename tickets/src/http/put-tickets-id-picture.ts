import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import { maxPictureBytes, pictureTypes } from '../domain/picture.ts';
import type { UseCases } from '../use-cases/index.ts';
import { etagOf, ticketResponse, toTicketResponse, versionsOf } from './ticket-schemas.ts';

/** PUT /api/tickets/:id/picture → 200 | 400 invalid picture, reserved | 401 | 404 | 409 stale If-Match | 413 | 415 | 429 */
export const putTicketsIdPicture = ({ setPicture }: Pick<UseCases, 'setPicture'>) =>
  defineRoute({
    method: 'put',
    path: '/api/tickets/:id/picture',
    operationId: 'setPicture',
    summary: 'Set the picture of a listing',
    access: 'required',
    isConditional: true,
    params: z.object({ id: objectId }),
    file: { contentTypes: pictureTypes, maxBytes: maxPictureBytes },
    responses: {
      200: { description: 'The listing with its picture', schema: ticketResponse },
      400: {
        description:
          'Not a valid picture (`invalid_picture`), too many pixels (`picture_too_many_pixels`), or the ticket is reserved (`ticket_reserved`)',
      },
      401: { description: 'Not signed in, or not your listing' },
      404: { description: 'No such ticket' },
      409: { description: 'If-Match names an older version (`stale_version`)' },
      413: { description: 'More than 5 MiB' },
      415: { description: 'Unsupported content type' },
      429: { description: 'Too many uploads (`too_many_pictures`)' },
    },
    handler: async ({ params, rawBody, user, headers }) => {
      const ticket = await setPicture({
        ticketId: params.id,
        sellerId: user.id,
        bytes: rawBody,
        expectedVersions: versionsOf(headers['if-match']),
      });
      return reply(200, toTicketResponse(ticket), { ETag: etagOf(ticket) });
    },
  });
