import type { SagaSummary, TimelineEntry } from '@ticketing/common/saga';
import { z } from 'zod';

/** Access required by every route of operators. */
export const forOperators = { access: 'required', role: 'operator' } as const;

/** Responses of every route of operators. */
export const operatorAnswers = {
  401: { description: 'Not signed in' },
  403: { description: 'Not an operator (`forbidden`)' },
};

export const sagaStatuses = ['running', 'compensating', 'completed', 'compensated', 'stuck'] as const;

const problem = z.object({ step: z.string().nullable(), code: z.string() }).meta({ id: 'SagaProblem' });

const summaryFields = {
  id: z.uuid(),
  definition: z.string(),
  definitionVersion: z.int(),
  status: z.enum(sagaStatuses),
  step: z.string().nullable().meta({ description: 'The step at work' }),
  error: problem.nullable().meta({ description: 'Why it is undone' }),
  alarm: problem.nullable().meta({ description: 'Why a person must look' }),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  deadlineAt: z.iso.datetime().nullable().meta({ description: 'When the current wait ends' }),
};

export const sagaSummary = z.object(summaryFields).meta({ id: 'SagaSummary' });

export const sagaDetails = z
  .object({
    ...summaryFields,
    data: z.unknown(),
    steps: z.array(
      z.object({
        name: z.string(),
        state: z.enum(['unsent', 'sent', 'succeeded', 'refused', 'unanswered', 'compensating', 'compensated']),
        attempts: z.object({ step: z.int(), compensation: z.int() }),
      }),
    ),
    diagram: z.string().nullable().meta({ description: 'Mermaid; null for a version that this program does not have' }),
    timeline: z.array(
      z.object({
        position: z.int(),
        type: z.string(),
        step: z.string().nullable(),
        at: z.iso.datetime(),
        topic: z.string().nullable().meta({ description: 'Where a command was sent' }),
        correlationId: z.string().nullable(),
        traceId: z.string().nullable(),
        answeredAt: z.iso.datetime().nullable(),
        outcome: z.enum(['succeeded', 'failed']).nullable(),
        event: z.unknown(),
      }),
    ),
  })
  .meta({ id: 'Saga' });

export const toSummary = (saga: SagaSummary): z.infer<typeof sagaSummary> => ({
  ...{ id: saga.id, definition: saga.definition, definitionVersion: saga.definitionVersion, status: saga.status },
  ...{ step: saga.step, error: saga.error, alarm: saga.alarm },
  createdAt: saga.createdAt.toISOString(),
  updatedAt: saga.updatedAt.toISOString(),
  deadlineAt: saga.deadlineAt?.toISOString() ?? null,
});

/** The trace id of a W3C `traceparent`. */
const traceIdOf = (traceparent: string | null): string | null => traceparent?.split('-')[1] ?? null;

export const toTimelineEntry = ({ position, event, at, correlationId, traceparent, ...answer }: TimelineEntry) => ({
  ...{ position, type: event.type, correlationId, event },
  step: 'step' in event ? event.step : null,
  topic: 'topic' in event ? event.topic : null,
  at: at.toISOString(),
  traceId: traceIdOf(traceparent),
  answeredAt: answer.answeredAt?.toISOString() ?? null,
  outcome: answer.outcome,
});
