import { defineRoute, forOperators, operatorAnswers, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import { letterIdParams, reasonText } from './letter-schemas.ts';
import { locationOf, replayResponse, toNewReplayResponse } from './replay-schemas.ts';

const body = z
  .object({
    value: z.unknown().optional().meta({ description: 'The event as JSON that the topic’s registered schema accepts' }),
    reason: reasonText.optional(),
    dryRun: z.boolean().default(false),
  })
  .refine(({ dryRun, reason }) => dryRun || reason !== undefined, { message: 'A reason is required', path: ['reason'] })
  .refine(({ value }) => value !== undefined, { message: 'A value is required', path: ['value'] });

const checked = z
  .object({ dryRun: z.literal(true), value: z.string().meta({ description: 'The bytes to send, base64' }) })
  .meta({ id: 'EditDryRun' });

/**
 * POST /api/ops/letters/:id/edit → 202 started | 200 dry run | 400 rejected by the schema | 404 | 409 can't be replayed
 */
export const postLettersIdEdit = ({ editLetter, previewEdit }: Pick<UseCases, 'editLetter' | 'previewEdit'>) =>
  defineRoute({
    method: 'post',
    path: '/api/ops/letters/:id/edit',
    operationId: 'editLetter',
    summary: 'Resend a letter with another value; the record keeps the original',
    ...forOperators,
    isIdempotent: true,
    params: letterIdParams,
    body,
    responses: {
      200: { description: 'Dry run: the schema accepts it', schema: checked },
      202: { description: 'Started; `Location` has its progress', schema: replayResponse },
      400: { description: 'Invalid input, or the schema rejects the value (`schema_mismatch`)' },
      404: { description: 'No such letter' },
      409: { description: 'The letter can’t be replayed now (`letter_not_replayable`)' },
      ...operatorAnswers,
    },
    handler: async ({ params, body: { value: event, reason, dryRun }, user, effect }) => {
      const letterId = params.id;
      if (dryRun) {
        const { value } = await previewEdit({ letterId, event });
        return reply(200, { dryRun, value: value.toString('base64') });
      }
      const operator = { id: user.id, email: user.email };
      const replay = await editLetter({ letterId, event, reason: reason ?? '', operator, effect });
      return reply(202, toNewReplayResponse(replay), locationOf(replay));
    },
  });
