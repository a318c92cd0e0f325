import { defineRoute, forOperators, operatorAnswers, reply, requiredText } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { placeId, placeResponse } from './place-schemas.ts';

const maxCharacters = 100;

/** PUT /api/places/:id → 200 | 400 | 401 | 403 no operator */
export const putPlacesId = ({ savePlace }: Pick<UseCases, 'savePlace'>) =>
  defineRoute({
    method: 'put',
    path: '/api/places/:id',
    operationId: 'savePlace',
    summary: 'Add a place, or correct its name or time zone',
    ...forOperators,
    params: z.object({ id: placeId }),
    body: z
      .object({
        name: requiredText('Name', maxCharacters),
        country: requiredText('Country', maxCharacters),
        timeZone: z.string().max(maxCharacters).meta({ description: 'IANA zone' }),
      })
      .meta({ example: { name: 'Graz', country: 'Austria', timeZone: 'Europe/Vienna' } }),
    responses: {
      200: {
        description: 'Saved: searches find it, and new venues and departures have it; those that exist keep their copy',
        schema: placeResponse,
      },
      400: { description: 'Invalid input, or no such time zone (`unknown_time_zone`)' },
      ...operatorAnswers,
    },
    handler: async ({ params: { id }, body }) => reply(200, await savePlace({ id, ...body })),
  });
