import { defineRoute, objectIdPattern, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';

/** More than a page of departures has. */
const maxDepartures = 50;

const performanceIds = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.string().regex(objectIdPattern, 'must be ids of performances')).max(maxDepartures))
  .meta({ description: `At most ${maxDepartures} ids, separated by commas` });

const freePlaces = z
  .object({
    performanceId: z.string(),
    free: z.record(z.string(), z.int()).meta({ description: 'Price category → free places' }),
  })
  .meta({
    id: 'FreePlaces',
    example: { performanceId: '66f0c0ffee0123456789abc3', free: { first: 12, second: 140 } },
  });

/** GET /api/orders/performances?ids= → 200 what is left of these departures */
export const getOrdersPerformances = ({ readFreePlaces }: Pick<UseCases, 'readFreePlaces'>) =>
  defineRoute({
    method: 'get',
    path: '/api/orders/performances',
    operationId: 'readFreePlaces',
    summary: 'How many places of departures are free, by price category',
    access: 'public',
    query: z.object({ ids: performanceIds }),
    responses: {
      200: { description: 'The departures among them', schema: z.array(freePlaces) },
      400: { description: 'Invalid query' },
    },
    handler: async ({ query: { ids } }) => {
      const found = await readFreePlaces({ performanceIds: ids });
      return reply(
        200,
        found.map(({ performanceId, free }) => ({ performanceId, free: { ...free } })),
      );
    },
  });
