import { defineRoute, forOperators, operatorAnswers, reply, safeText } from '@ticketing/common/http';
import { z } from 'zod';
import type { GapChoice } from '../use-cases/discard-letters.ts';
import type { UseCases } from '../use-cases/index.ts';
import { hasOneSelection, oneSelection, reasonText, selectionFields, selectionOf } from './letter-schemas.ts';
import { previewResponse, toPreviewResponse } from './preview-schemas.ts';
import { replayResponse, toNewReplayResponse } from './replay-schemas.ts';

const body = z
  .object({
    ...selectionFields,
    reason: reasonText.optional(),
    skip: z
      .union([z.literal(true), safeText('must be a position').max(200)])
      .optional()
      .meta({ description: 'Count the versions as applied: each letter’s own, or this position' }),
    keepGap: z.literal(true).optional().meta({ description: 'Leave the gap; events parked behind it keep waiting' }),
    dryRun: z.boolean().default(false),
  })
  .refine(hasOneSelection, oneSelection)
  .refine(({ dryRun, reason }) => dryRun || reason !== undefined, { message: 'A reason is required', path: ['reason'] })
  .refine(({ skip, keepGap }) => skip === undefined || keepGap === undefined, {
    message: 'Choose skip or keepGap, not both',
    path: ['skip'],
  });

const discardedResponse = z
  .object({
    discarded: z.int().meta({ description: 'Discarded now' }),
    replay: replayResponse
      .nullable()
      .meta({ description: 'Sends the skips; their letters are discarded once reported' }),
  })
  .meta({ id: 'Discarded' });

/**
 * POST /api/ops/discards → 200 | 400 nothing selected, or a choice or position is missing | 404 | 409 already settled
 */
export const postDiscards = ({ discardLetters, previewDiscard }: Pick<UseCases, 'discardLetters' | 'previewDiscard'>) =>
  defineRoute({
    method: 'post',
    path: '/api/ops/discards',
    operationId: 'discardLetters',
    summary: 'Discard letters; for versioned events, choose what happens to their versions',
    ...forOperators,
    isIdempotent: true,
    body,
    responses: {
      200: { description: 'Discarded; or a dry run', schema: z.union([discardedResponse, previewResponse]) },
      400: {
        description:
          'Invalid input, `nothing_selected`, `gap_choice_required`, `position_unknown`, `invalid_position`, `states_not_replayable`',
      },
      404: { description: 'No such letter' },
      409: { description: 'A letter is already settled or being replayed (`letter_settled`)' },
      ...operatorAnswers,
    },
    handler: async ({ body: { reason, skip, keepGap, dryRun, ...given }, user, effect }) => {
      const selection = selectionOf(given);
      if (dryRun) return reply(200, toPreviewResponse(await previewDiscard({ selection })));
      const gap: GapChoice = skip !== undefined ? { skip } : keepGap ? 'keep' : null;
      const operator = { id: user.id, email: user.email };
      const order = { selection, gap, reason: reason ?? '', operator, effect };
      const { discarded, replay } = await discardLetters(order);
      return reply(200, { discarded, replay: replay && toNewReplayResponse(replay) });
    },
  });
