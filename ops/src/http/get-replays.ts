import { defineRoute, forOperators, nextLink, operatorAnswers, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { replayResponse, toReplayResponse } from './replay-schemas.ts';

const query = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the cursor of a Link header')
    .transform((at) => new Date(Number(at)))
    .optional(),
});

/** GET /api/ops/replays → 200 replays, newest first */
export const getReplays = ({ listReplays }: Pick<UseCases, 'listReplays'>) =>
  defineRoute({
    method: 'get',
    path: '/api/ops/replays',
    operationId: 'listReplays',
    summary: 'Replays, newest first',
    ...forOperators,
    query,
    responses: {
      200: { description: 'A page; `Link: <…>; rel="next"` leads to the next', schema: z.array(replayResponse) },
      400: { description: 'Invalid query' },
      ...operatorAnswers,
    },
    handler: async ({ query: { limit, cursor }, res }) => {
      const found = await listReplays({ limit: limit + 1, before: cursor });
      const page = found.slice(0, limit);
      const last = page.at(-1)?.replay;
      const headers = found.length > limit && last ? nextLink(res.req, `${last.createdAt.getTime()}`) : {};
      return reply(
        200,
        page.map(({ replay, counts }) => toReplayResponse(replay, counts)),
        headers,
      );
    },
  });
