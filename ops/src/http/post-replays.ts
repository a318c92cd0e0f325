import { defineRoute, forOperators, operatorAnswers, reply } from '@ticketing/common/http';
import { z } from 'zod';
import { defaultRatePerSecond, maxRatePerSecond } from '../domain/replay.ts';
import type { UseCases } from '../use-cases/index.ts';
import { hasOneSelection, oneSelection, reasonText, selectionFields, selectionOf } from './letter-schemas.ts';
import { previewResponse, toPreviewResponse } from './preview-schemas.ts';
import { locationOf, replayResponse, toNewReplayResponse } from './replay-schemas.ts';

const body = z
  .object({
    ...selectionFields,
    reason: reasonText.optional(),
    ratePerSecond: z.int().min(1).max(maxRatePerSecond).default(defaultRatePerSecond),
    dryRun: z.boolean().default(false),
  })
  .refine(hasOneSelection, oneSelection);

/**
 * POST /api/ops/replays → 202 started | 200 dry run | 400 nothing selected | 404 no such letter | 409 a letter can't be
 * replayed
 */
export const postReplays = ({ beginReplay, previewReplay }: Pick<UseCases, 'beginReplay' | 'previewReplay'>) =>
  defineRoute({
    method: 'post',
    path: '/api/ops/replays',
    operationId: 'startReplay',
    summary: 'Resend letters to the group that failed to process them',
    ...forOperators,
    isIdempotent: true,
    body,
    responses: {
      200: { description: 'Dry run: what would be sent', schema: previewResponse },
      202: { description: 'Started; `Location` has its progress', schema: replayResponse },
      400: { description: 'Invalid input, nothing selected (`nothing_selected`), settled states in a filter' },
      404: { description: 'No such letter' },
      409: { description: 'A letter can’t be replayed now (`letter_not_replayable`)' },
      ...operatorAnswers,
    },
    handler: async ({ body: { reason, ratePerSecond, dryRun, ...given }, user, effect }) => {
      const selection = selectionOf(given);
      if (dryRun) return reply(200, toPreviewResponse(await previewReplay({ selection })));
      const operator = { id: user.id, email: user.email };
      const replay = await beginReplay({ selection, reason: reason ?? null, ratePerSecond, operator, effect });
      return reply(202, toNewReplayResponse(replay), locationOf(replay));
    },
  });
