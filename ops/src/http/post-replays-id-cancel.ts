import { defineRoute, forOperators, operatorAnswers, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { reasonText } from './letter-schemas.ts';
import { replayIdParams, replayResponse, toReplayResponse } from './replay-schemas.ts';

/** POST /api/ops/replays/:id/cancel → 200 no more letters are sent | 404 | 409 everything is sent */
export const postReplaysIdCancel = ({ cancelReplay, readReplay }: Pick<UseCases, 'cancelReplay' | 'readReplay'>) =>
  defineRoute({
    method: 'post',
    path: '/api/ops/replays/:id/cancel',
    operationId: 'cancelReplay',
    summary: 'Stop a replay; letters already sent are not recalled',
    ...forOperators,
    params: replayIdParams,
    body: z.object({ reason: reasonText.optional() }),
    responses: {
      200: { description: 'Cancelled (idempotent)', schema: replayResponse },
      404: { description: 'No such replay' },
      409: { description: 'Everything is already sent (`replay_ended`)' },
      ...operatorAnswers,
    },
    handler: async ({ params: { id }, body, user }) => {
      await cancelReplay({ id, operator: { id: user.id, email: user.email }, reason: body.reason ?? null });
      const { replay, counts } = await readReplay({ id });
      return reply(200, toReplayResponse(replay, counts));
    },
  });
