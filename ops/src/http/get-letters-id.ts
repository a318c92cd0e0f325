import { defineRoute, forOperators, operatorAnswers, reply } from '@ticketing/common/http';
import { z } from 'zod';
import { letterActions } from '../domain/letter.ts';
import type { Resend } from '../domain/resend.ts';
import type { UseCases } from '../use-cases/index.ts';
import { letterContent, letterIdParams, toLetterContent } from './letter-schemas.ts';

const resendResponse = z
  .object({
    id: z.string().meta({ description: 'Travels with the message, in the header `replay.id`' }),
    replayId: z.string(),
    kind: z.enum(['replay', 'edit', 'skip']),
    skip: z.string().nullable(),
    status: z.enum(['waiting', 'succeeded', 'failed']),
    reports: z.array(
      z.object({ group: z.string(), outcome: z.string(), errorCode: z.string().nullable(), at: z.iso.datetime() }),
    ),
    publishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Resend' });

const letterDetail = letterContent
  .extend({
    schema: z.unknown().meta({ description: 'The value’s Avro schema' }),
    resends: z.array(resendResponse).meta({ description: 'Every resend, oldest first' }),
    actions: z.array(z.enum(letterActions)).meta({ description: 'What can be done with it now' }),
  })
  .meta({ id: 'DeadLetterDetail' });

const toResendResponse = (resend: Resend): z.infer<typeof resendResponse> => ({
  id: resend.id,
  replayId: resend.replayId,
  kind: resend.kind,
  skip: resend.skip,
  status: resend.status,
  reports: resend.reports.map(({ at, ...report }) => ({ ...report, at: at.toISOString() })),
  publishedAt: resend.publishedAt?.toISOString() ?? null,
});

/** GET /api/ops/letters/:id → 200 a letter in full | 404 */
export const getLettersId = ({ readLetter }: Pick<UseCases, 'readLetter'>) =>
  defineRoute({
    method: 'get',
    path: '/api/ops/letters/:id',
    operationId: 'readLetter',
    summary: 'Everything about a dead letter',
    ...forOperators,
    params: letterIdParams,
    responses: {
      200: { description: 'The letter: decoded value, bytes, headers, and its replays', schema: letterDetail },
      404: { description: 'No such letter' },
      ...operatorAnswers,
    },
    handler: async ({ params }) => {
      const { letter, schema, resends, actions } = await readLetter(params);
      return reply(200, { ...toLetterContent(letter), schema, resends: resends.map(toResendResponse), actions });
    },
  });
