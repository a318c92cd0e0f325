import { defineRoute, objectId, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';

const yearSeconds = 31_536_000;

/**
 * GET /api/tickets/:id/picture/:pictureId → 200 image/webp | 304 | 404. The URL identifies the content, so it is cached
 * forever.
 */
export const getTicketsIdPicture = ({ readPicture }: Pick<UseCases, 'readPicture'>) =>
  defineRoute({
    method: 'get',
    path: '/api/tickets/:id/picture/:pictureId',
    operationId: 'readPicture',
    summary: 'The picture of a listing',
    access: 'public',
    params: z.object({ id: objectId, pictureId: z.string().regex(/^[0-9a-f]{64}$/) }),
    responses: {
      200: { description: '800 × 1000 WebP', schema: z.string(), contentType: 'image/webp' },
      304: { description: 'Not modified' },
      404: { description: 'No such picture, or no longer the listing’s picture' },
    },
    handler: async ({ params: { id: ticketId, pictureId }, headers }) => {
      const ETag = `"${pictureId}"`;
      const caching = { ETag, 'Cache-Control': `public, max-age=${yearSeconds}, immutable` };
      const bytes = await readPicture({ ticketId, pictureId });
      if (headers['if-none-match'] === ETag) return reply(304, undefined, caching);
      const contentHeaders = { 'Content-Type': 'image/webp', 'Content-Security-Policy': "default-src 'none'" };
      return { status: 200, bytes, headers: { ...caching, ...contentHeaders } };
    },
  });
