import type { Outcome, SagaDefinition, SagaReply } from './definition.ts';

/** `stuck`: a person must look; what can be retried is retried all the same. */
export const sagaStatuses = ['running', 'compensating', 'completed', 'compensated', 'stuck'] as const;
export type SagaStatus = (typeof sagaStatuses)[number];

/**
 * - `sent`: the command may have been carried out; its answer is awaited, or the next attempt
 * - `refused`: answered `failed`; nothing happened
 * - `unanswered`: it may have happened, and nobody waits for the answer any more
 */
export const stepStates = [
  'unsent',
  'sent',
  'succeeded',
  'refused',
  'unanswered',
  'compensating',
  'compensated',
] as const;
export type StepState = (typeof stepStates)[number];

/** Whether a message belongs to a step itself or to its compensation. */
export type Phase = 'step' | 'compensation';

export interface StepProgress {
  name: string;
  state: StepState;
  /** Attempts so far; 0 before the first. */
  attempts: Record<Phase, number>;
  /** The attempt whose answer was the last progress; absent before there was any. */
  progressedAt?: number;
}

/** Why a saga is undone, or stuck. */
export interface SagaProblem {
  step: string | null;
  /** A participant's reason, or one of ours: `timed_out`, `no_progress`, `cancelled`, `unknown_definition`, `definition_failed`. */
  code: string;
}

export interface Saga {
  id: string;
  definition: string;
  definitionVersion: number;
  status: SagaStatus;
  direction: 'forward' | 'backward';
  data: unknown;
  steps: readonly StepProgress[];
  /** The step at work; null before the start and after the end. */
  step: string | null;
  /** What ends the current wait: an answer, or the time of the next attempt. */
  waitsFor: 'reply' | 'retry' | null;
  /** Why the saga is undone. */
  failure: SagaProblem | null;
  /** Why the saga is stuck. */
  alarm: SagaProblem | null;
  /** Number of its events. */
  version: number;
}

/** Inputs of a saga. Timers and replies name the attempt they belong to; others have no effect. */
export type SagaInput =
  | { type: 'Started' }
  | { type: 'ReplyReceived'; step: string; attempt: number; outcome: Outcome; reply: SagaReply }
  | { type: 'StepTimedOut'; step: string; attempt: number }
  | { type: 'CompensationReplied'; step: string; attempt: number; outcome: Outcome; reply: SagaReply }
  | { type: 'CompensationTimedOut'; step: string; attempt: number }
  | { type: 'RetryDue' }
  | { type: 'CancelRequested'; by: string }
  | { type: 'RetryRequested'; by: string };

interface Sent {
  step: string;
  attempt: number;
  correlationId: string;
  topic: string;
  replyTopics: readonly string[];
  timeoutMs: number;
}

/** The participant is not ready; `data` has how far it is. */
interface StepPending {
  type: 'StepPending';
  step: string;
  attempt: number;
  data: unknown;
  isProgress: boolean;
  retryInMs: number;
  isAlarm: boolean;
}

/** What follows from an input. The history of a saga is the list of its events, and replaying them yields its state. */
export type SagaEvent =
  | { type: 'Started'; data: unknown }
  | ({ type: 'CommandSent' } & Sent)
  | { type: 'StepSucceeded'; step: string; attempt: number; data: unknown }
  | StepPending
  | { type: 'StepRefused'; step: string; attempt: number; code: string }
  | { type: 'StepUnanswered'; step: string }
  | {
      type: 'RetryScheduled';
      step: string;
      phase: Phase;
      attempt: number;
      code: string;
      retryInMs: number;
      isAlarm: boolean;
    }
  | { type: 'CancelRequested'; by: string }
  | { type: 'RetryRequested'; by: string; retryInMs: 0 }
  | { type: 'CompensationStarted'; failure: SagaProblem }
  | ({ type: 'CompensationSent' } & Sent)
  | { type: 'StepCompensated'; step: string; attempt: number }
  | { type: 'Completed' }
  | { type: 'Compensated' }
  | { type: 'Parked'; code: string; retryInMs: number | null };

/** Returns a saga before its first input. */
export function newSaga({ name, version, steps }: SagaDefinition, id: string, data: unknown): Saga {
  return {
    id,
    definition: name,
    definitionVersion: version,
    status: 'running',
    direction: 'forward',
    data,
    steps: steps.map((step) => ({ name: step.name, state: 'unsent', attempts: { step: 0, compensation: 0 } })),
    step: null,
    waitsFor: null,
    failure: null,
    alarm: null,
    version: 0,
  };
}

export const isOver = ({ status }: Pick<Saga, 'status'>): boolean => status === 'completed' || status === 'compensated';

const parkedCodes: readonly string[] = ['unknown_definition', 'definition_failed'];
/** Whether nothing could be decided about it. */
export const isParked = ({ alarm }: Pick<Saga, 'alarm'>): boolean => alarm !== null && parkedCodes.includes(alarm.code);

export function progressOf(saga: Saga, name: string | null): StepProgress {
  const progress = saga.steps.find((step) => step.name === name);
  if (!progress) throw new Error(`saga ${saga.definition} version ${saga.definitionVersion} has no step ${name}`);
  return progress;
}

/** Returns the saga after an event. Needs no definition, so that any version of the program can replay a history. */
export function evolve(saga: Saga, event: SagaEvent): Saga {
  return { ...after(saga, event), version: saga.version + 1 };
}

function after(saga: Saga, event: SagaEvent): Saga {
  switch (event.type) {
    case 'Started':
      return { ...saga, data: event.data };
    case 'CancelRequested':
    case 'RetryRequested':
      return saga;
    case 'CommandSent':
      return { ...unalarmed(saga, event), ...sent(saga, 'sent', 'step', event) };
    case 'CompensationSent':
      return { ...unalarmed(saga, event), ...sent(saga, 'compensating', 'compensation', event) };
    case 'StepSucceeded':
      return { ...inState(saga, event.step, 'succeeded'), data: event.data };
    case 'StepRefused':
      return inState(saga, event.step, 'refused');
    case 'StepUnanswered':
      return inState(saga, event.step, 'unanswered');
    case 'StepCompensated':
      return inState(saga, event.step, 'compensated');
    case 'StepPending':
      return afterPending(saga, event);
    case 'RetryScheduled':
      return event.isAlarm
        ? { ...saga, waitsFor: 'retry', status: 'stuck', alarm: { step: event.step, code: event.code } }
        : { ...saga, waitsFor: 'retry', ...calm(saga) };
    case 'CompensationStarted':
      return { ...saga, direction: 'backward', status: 'compensating', alarm: null, failure: event.failure };
    case 'Completed':
      return { ...saga, status: 'completed', alarm: null, step: null, waitsFor: null };
    case 'Compensated':
      return { ...saga, status: 'compensated', alarm: null, step: null, waitsFor: null };
    case 'Parked':
      return { ...saga, status: 'stuck', alarm: { step: saga.step, code: event.code } };
  }
}

function afterPending(saga: Saga, { step, attempt, data, isProgress, isAlarm }: StepPending): Saga {
  const steps = isProgress
    ? saga.steps.map((each) => (each.name === step ? { ...each, progressedAt: attempt } : each))
    : saga.steps;
  const next: Saga = { ...saga, ...calm(saga), data, steps, waitsFor: 'retry' };
  return isAlarm ? { ...next, status: 'stuck', alarm: { step, code: 'no_progress' } } : next;
}

const calm = ({ direction }: Saga): Pick<Saga, 'status' | 'alarm'> => ({
  status: direction === 'forward' ? 'running' : 'compensating',
  alarm: null,
});

/** A parked saga goes on; a further attempt proves nothing: its alarm lasts until an attempt succeeds. */
const unalarmed = (saga: Saga, { attempt }: Sent): Saga =>
  attempt === 1 || isParked(saga) ? { ...saga, ...calm(saga) } : saga;

const sent = (saga: Saga, state: StepState, phase: Phase, { step, attempt }: Sent): Partial<Saga> => ({
  step,
  waitsFor: 'reply',
  steps: saga.steps.map((each) =>
    each.name === step ? { ...each, state, attempts: { ...each.attempts, [phase]: attempt } } : each,
  ),
});

const inState = (saga: Saga, name: string, state: StepState): Saga => ({
  ...saga,
  ...calm(saga),
  waitsFor: null,
  steps: saga.steps.map((each) => (each.name === name ? { ...each, state } : each)),
});
