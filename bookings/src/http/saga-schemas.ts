import {
  diagramOf,
  type SagaEvent,
  type SagaSummary,
  sagaStatuses,
  stepStates,
  type TimelineEntry,
} from '@ticketing/common/saga';
import { isTopic, topics } from '@ticketing/contracts';
import { z } from 'zod';
import type { SagaView } from '../use-cases/operate-sagas.ts';

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

const eventTypes = [
  'Started',
  'CommandSent',
  'StepSucceeded',
  'StepPending',
  'StepRefused',
  'StepUnanswered',
  'RetryScheduled',
  'CancelRequested',
  'RetryRequested',
  'CompensationStarted',
  'CompensationSent',
  'StepCompensated',
  'Completed',
  'Compensated',
  'Parked',
] as const satisfies readonly SagaEvent['type'][];

export const sagaDetails = z
  .object({
    ...summaryFields,
    waitsFor: z.enum(['reply', 'retry']).nullable().meta({ description: 'What the deadline ends' }),
    actions: z
      .object({ retry: z.boolean(), compensate: z.boolean() })
      .meta({ description: 'What an operator may do now; nothing with a version that this program does not have' }),
    data: z.unknown(),
    steps: z.array(
      z.object({
        name: z.string(),
        isPivot: z.boolean().nullable().meta({ description: 'Null for an unknown version, like `canBeUndone`' }),
        canBeUndone: z.boolean().nullable().meta({ description: 'Whether it has a compensation' }),
        state: z.enum(stepStates),
        attempts: z.object({ step: z.int(), compensation: z.int() }),
      }),
    ),
    diagram: z.string().nullable().meta({ description: 'Mermaid; null for a version that this program does not have' }),
    timeline: z.array(
      z.object({
        position: z.int(),
        type: z.enum(eventTypes),
        step: z.string().nullable(),
        at: z.iso.datetime(),
        attempt: z.int().nullable(),
        phase: z.enum(['step', 'compensation']).nullable().meta({ description: 'What is retried' }),
        code: z.string().nullable().meta({ description: 'Why it failed' }),
        retryInMs: z.int().nullable(),
        by: z.string().nullable().meta({ description: 'Id of the person who asked' }),
        topic: z.string().nullable().meta({ description: 'Where a command was sent' }),
        participant: z.string().nullable().meta({ description: 'The service that gets the command' }),
        correlationId: z.string().nullable(),
        traceId: z.string().nullable(),
        answeredAt: z.iso.datetime().nullable(),
        outcome: z.enum(['succeeded', 'failed', 'pending']).nullable(),
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

export const toDetails = ({ saga, timeline, definition, actions }: SagaView): z.infer<typeof sagaDetails> => ({
  ...toSummary(saga),
  ...{ waitsFor: saga.waitsFor, actions, data: saga.data },
  steps: saga.steps.map(({ name, state, attempts }, at) => {
    const defined = definition?.steps[at];
    return {
      ...{ name, state, attempts },
      isPivot: defined ? defined.isPivot === true : null,
      canBeUndone: defined ? defined.compensation !== undefined : null,
    };
  }),
  diagram: definition && diagramOf(definition),
  timeline: timeline.map(toTimelineEntry),
});

const toTimelineEntry = ({ position, event, at, correlationId, traceparent, ...answer }: TimelineEntry) => ({
  ...{ position, type: event.type, correlationId, event },
  ...factsOf(event),
  at: at.toISOString(),
  traceId: traceIdOf(traceparent),
  answeredAt: answer.answeredAt?.toISOString() ?? null,
  outcome: answer.outcome,
});

/** What the different events say, under one name each. */
function factsOf(event: SagaEvent) {
  const topic = 'topic' in event ? event.topic : null;
  const [participant = null] = topic !== null && isTopic(topic) ? topics[topic].consumers : [];
  return {
    ...{ topic, participant },
    step: 'step' in event ? event.step : null,
    attempt: 'attempt' in event ? event.attempt : null,
    phase: 'phase' in event ? event.phase : null,
    code: 'code' in event ? event.code : event.type === 'CompensationStarted' ? event.failure.code : null,
    retryInMs: 'retryInMs' in event ? event.retryInMs : null,
    by: 'by' in event ? event.by : null,
  };
}
