import { defineRoute, forOperators, operatorAnswers, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';
import type { Overview } from '../use-cases/read-overview.ts';

const overviewResponse = z
  .object({
    letters: z.array(z.object({ group: z.string(), open: z.int(), oldestAt: z.iso.datetime() })),
    replays: z.object({ running: z.int(), waiting: z.int(), oldestWaitingAt: z.iso.datetime().nullable() }),
    retries: z
      .array(z.object({ group: z.string(), waiting: z.int() }))
      .nullable()
      .meta({ description: 'Failed messages waiting for their next attempt; null when the broker does not respond' }),
    consumers: z
      .array(
        z.object({
          group: z.string(),
          lag: z.int(),
          topics: z.array(z.object({ topic: z.string(), lag: z.int() })),
        }),
      )
      .nullable(),
    services: z.array(
      z.object({
        name: z.string(),
        isThere: z.boolean(),
        parkedEvents: z.number().optional(),
        parkedOldestAgeSeconds: z.number().optional(),
        outboxPending: z.number().optional(),
        outboxOldestAgeSeconds: z.number().optional(),
        slotLagBytes: z.number().optional(),
      }),
    ),
  })
  .meta({ id: 'Overview' });

const toResponse = ({ letters, replays, broker, services }: Overview): z.infer<typeof overviewResponse> => ({
  letters: letters.map(({ group, count, oldestAt }) => ({ group, open: count, oldestAt: oldestAt.toISOString() })),
  replays: { ...replays, oldestWaitingAt: replays.oldestWaitingAt?.toISOString() ?? null },
  retries: broker?.retries ?? null,
  consumers: broker?.consumers ?? null,
  services,
});

/** GET /api/ops/overview → 200 dead letters, retries, lag, parked events and outboxes, in one view */
export const getOverview = ({ readOverview }: Pick<UseCases, 'readOverview'>) =>
  defineRoute({
    method: 'get',
    path: '/api/ops/overview',
    operationId: 'readOverview',
    summary: 'Overview of everything pending',
    ...forOperators,
    responses: { 200: { description: 'The overview', schema: overviewResponse }, ...operatorAnswers },
    handler: async () => reply(200, toResponse(await readOverview())),
  });
