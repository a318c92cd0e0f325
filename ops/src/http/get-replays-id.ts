import { defineRoute, forOperators, operatorAnswers, reply } from '@ticketing/common/http';
import type { UseCases } from '../use-cases/index.ts';
import { replayIdParams, replayResponse, toReplayResponse } from './replay-schemas.ts';

/** GET /api/ops/replays/:id → 200 its progress | 404 */
export const getReplaysId = ({ readReplay }: Pick<UseCases, 'readReplay'>) =>
  defineRoute({
    method: 'get',
    path: '/api/ops/replays/:id',
    operationId: 'readReplay',
    summary: 'Progress of a replay',
    ...forOperators,
    params: replayIdParams,
    responses: {
      200: { description: 'The replay', schema: replayResponse },
      404: { description: 'No such replay' },
      ...operatorAnswers,
    },
    handler: async ({ params }) => {
      const { replay, counts } = await readReplay(params);
      return reply(200, toReplayResponse(replay, counts));
    },
  });
