import { defineRoute, forOperators, operatorAnswers, reply } from '@ticketing/common/http';
import { z } from 'zod';
import { letterStates } from '../domain/letter.ts';
import type { UseCases } from '../use-cases/index.ts';
import { filterOf, filterQuery } from './letter-schemas.ts';

const letterGroup = z
  .object({
    group: z.string(),
    topic: z.string(),
    errorCode: z.string(),
    count: z.int(),
    states: z.partialRecord(z.enum(letterStates), z.int()),
    schemaIds: z.array(z.int()).meta({ description: 'Schemas of the values, at most ten' }),
    firstFailedAt: z.iso.datetime(),
    lastFailedAt: z.iso.datetime(),
    sample: z.object({ id: z.string(), message: z.string() }),
  })
  .meta({ id: 'DeadLetterGroup' });

const query = filterQuery.extend({
  by: z
    .literal('schema', { error: 'must be schema or absent' })
    .optional()
    .meta({ description: 'Also groups by schema' }),
});

/** GET /api/ops/groups → 200 letters grouped by consumer group, topic and error, biggest first */
export const getGroups = ({ groupLetters }: Pick<UseCases, 'groupLetters'>) =>
  defineRoute({
    method: 'get',
    path: '/api/ops/groups',
    operationId: 'groupLetters',
    summary: 'Dead letters grouped by consumer group, topic and error',
    ...forOperators,
    query,
    responses: {
      200: { description: 'Groups, biggest first', schema: z.array(letterGroup) },
      400: { description: 'Invalid query' },
      ...operatorAnswers,
    },
    handler: async ({ query: { by, ...filter } }) => {
      const groups = await groupLetters({ filter: filterOf(filter), bySchema: by === 'schema' });
      return reply(
        200,
        groups.map(({ firstFailedAt, lastFailedAt, ...group }) => ({
          ...group,
          firstFailedAt: firstFailedAt.toISOString(),
          lastFailedAt: lastFailedAt.toISOString(),
        })),
      );
    },
  });
