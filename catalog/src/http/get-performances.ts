import { defineRoute, instantOrDate, reply, safeText } from '@ticketing/common/http';
import { z } from 'zod';
import { fareClasses } from '../domain/fare-class.ts';
import { performanceKinds } from '../domain/performance.ts';
import type { UseCases } from '../use-cases/index.ts';
import { nextPerformancesHeaders, performancePageQuery } from './paging.ts';
import { performanceSummary, toPerformanceSummary } from './performance-schemas.ts';
import { placeId } from './place-schemas.ts';

const getPerformancesQuery = z.object({
  kind: z.enum(performanceKinds).optional(),
  q: safeText('must be text')
    .trim()
    .max(100)
    .optional()
    .meta({ description: 'Beginnings of words in title, venue and places; ignores case and accents' }),
  placeId: placeId.optional().meta({ description: 'Where it takes place, or begins' }),
  originId: placeId.optional().meta({ description: 'Only departures' }),
  destinationId: placeId.optional().meta({ description: 'Only departures' }),
  fareClass: z.enum(fareClasses).optional().meta({ description: 'Only departures with a category of this class' }),
  from: instantOrDate().optional().meta({ description: 'Earliest start; a date is its first instant in UTC' }),
  to: instantOrDate().optional().meta({ description: 'The start is before; a date is its first instant in UTC' }),
  ...performancePageQuery,
});

/** GET /api/performances → 200 what is published and has not started, soonest first; the next page in `Link` */
export const getPerformances = ({ searchPerformances }: Pick<UseCases, 'searchPerformances'>) =>
  defineRoute({
    method: 'get',
    path: '/api/performances',
    operationId: 'searchPerformances',
    summary: 'Performances and departures with seats, soonest first',
    access: 'public',
    query: getPerformancesQuery,
    responses: {
      200: { description: 'A page; `Link: <…>; rel="next"` leads to the next', schema: z.array(performanceSummary) },
      400: { description: 'Invalid query' },
    },
    handler: async ({ query: { q: words, from: startsFrom, to: startsBefore, cursor: after, ...filters }, res }) => {
      const page = await searchPerformances({ ...filters, words, startsFrom, startsBefore, after });
      return reply(200, page.items.map(toPerformanceSummary), nextPerformancesHeaders(res.req, page, 'startsAt'));
    },
  });
