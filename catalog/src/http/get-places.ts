import { defineRoute, reply, safeText } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { placeResponse } from './place-schemas.ts';

/** As many as fit below a field. */
const maxPlaces = 20;

/** GET /api/places → 200 the places whose name has a word that begins like this, by name */
export const getPlaces = ({ searchPlaces }: Pick<UseCases, 'searchPlaces'>) =>
  defineRoute({
    method: 'get',
    path: '/api/places',
    operationId: 'searchPlaces',
    summary: 'Places, by the beginning of a name',
    access: 'public',
    query: z.object({
      q: safeText('must be text')
        .trim()
        .max(100)
        .default('')
        .meta({ description: 'Beginnings of words; ignores case and accents' }),
      limit: z.coerce.number().int().min(1).max(maxPlaces).default(maxPlaces),
    }),
    responses: {
      200: { description: 'At most `limit` places', schema: z.array(placeResponse) },
      400: { description: 'Invalid query' },
    },
    handler: async ({ query: { q: words, limit } }) => reply(200, await searchPlaces({ words, limit })),
  });
