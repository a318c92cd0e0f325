import { defineRoute, forOperators, nextLink, objectId, operatorAnswers, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';

const auditEntry = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    operator: z.object({ id: z.string(), email: z.string() }),
    action: z.enum(['replay', 'edit', 'skip', 'discard', 'cancel', 'export']),
    reason: z.string().nullable(),
    letters: z.int().meta({ description: 'Number of affected letters' }),
    selection: z.unknown(),
    replayId: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });

const query = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: objectId.optional(),
});

/** GET /api/ops/audit → 200 who did what, when and why, newest first */
export const getAudit = ({ readAudit }: Pick<UseCases, 'readAudit'>) =>
  defineRoute({
    method: 'get',
    path: '/api/ops/audit',
    operationId: 'listAuditEntries',
    summary: 'Who did what, when and why; newest first',
    ...forOperators,
    query,
    responses: {
      200: { description: 'A page; `Link: <…>; rel="next"` leads to the next', schema: z.array(auditEntry) },
      400: { description: 'Invalid query' },
      ...operatorAnswers,
    },
    handler: async ({ query: { limit, cursor }, res }) => {
      const { items, hasMore } = await readAudit({ limit, before: cursor });
      const last = items.at(-1);
      return reply(
        200,
        items.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
        hasMore && last ? nextLink(res.req, last.id) : {},
      );
    },
  });
