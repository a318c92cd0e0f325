import { defineRoute, forOperators, operatorAnswers, reply } from '@ticketing/common/http';
import { z } from 'zod';
import type { UseCases } from '../use-cases/index.ts';

const deadLetterTopic = z
  .object({
    name: z.string().meta({ example: 'orders.order.created.v1.tickets.DLQ' }),
    group: z.string(),
    topic: z.string().meta({ description: 'Event topic' }),
    open: z.int().meta({ description: 'Letters that wait for an operator' }),
    oldestAt: z.iso.datetime().nullable(),
    topErrors: z
      .array(z.object({ errorCode: z.string(), count: z.int() }))
      .meta({ description: 'The three most frequent' }),
  })
  .meta({ id: 'DeadLetterTopic' });

/** GET /api/ops/dead-letter-topics → 200 every dead-letter topic with its open letters, deepest first */
export const getDeadLetterTopics = ({ readDeadLetterTopics }: Pick<UseCases, 'readDeadLetterTopics'>) =>
  defineRoute({
    method: 'get',
    path: '/api/ops/dead-letter-topics',
    operationId: 'listDeadLetterTopics',
    summary: 'Open letters per dead-letter topic: count, age, errors',
    ...forOperators,
    responses: {
      200: { description: 'All dead-letter topics, including empty ones', schema: z.array(deadLetterTopic) },
      ...operatorAnswers,
    },
    handler: async () => {
      const topics = await readDeadLetterTopics();
      return reply(
        200,
        topics.map(({ oldestAt, ...topic }) => ({ ...topic, oldestAt: oldestAt?.toISOString() ?? null })),
      );
    },
  });
