import { decide, type Rules } from './decide.ts';
import type { SagaDefinition, SagaReply } from './definition.ts';
import { evolve, progressOf, type Saga, type SagaEvent, type SagaInput } from './saga.ts';

/** A command to be sent, and the answer to listen for. */
export interface SagaCommand {
  topic: string;
  correlationId: string;
  replyTopics: readonly string[];
  payload: Readonly<Record<string, unknown>>;
}

/** When the saga is looked at again if nothing arrives: in some milliseconds, never, or as before. */
export type Timer = { afterMs: number } | 'none' | 'unchanged';

export interface Transition {
  saga: Saga;
  events: readonly SagaEvent[];
  commands: readonly SagaCommand[];
  timer: Timer;
}

/** Applies an input: what happens, what is sent, and until when the answer is awaited. Pure. */
export function transition(rules: Rules, saga: Saga, input: SagaInput): Transition {
  const events = decide(rules, saga, input);
  let next = saga;
  let timer: Timer = 'unchanged';
  const commands: SagaCommand[] = [];
  for (const event of events) {
    next = evolve(next, event);
    timer = timerAfter(event) ?? timer;
    if (event.type === 'CommandSent' || event.type === 'CompensationSent')
      commands.push(commandOf(rules.definition, next, event));
  }
  return { saga: next, events, commands, timer };
}

/** Marks a saga about which nothing can be decided. @param retryInMs null: the timer stays as it is */
export function park(saga: Saga, code: string, retryInMs: number | null): Transition {
  const event: SagaEvent = { type: 'Parked', code, retryInMs };
  return { saga: evolve(saga, event), events: [event], commands: [], timer: timerAfter(event) ?? 'unchanged' };
}

/** Returns the input that a timer becomes when it is due; null for a saga that waits for nothing. */
export function dueInputOf(saga: Saga): SagaInput | null {
  if (saga.waitsFor === 'retry') return { type: 'RetryDue' };
  if (saga.waitsFor !== 'reply' || saga.step === null) return null;
  const { state, attempts } = progressOf(saga, saga.step);
  return state === 'compensating'
    ? { type: 'CompensationTimedOut', step: saga.step, attempt: attempts.compensation }
    : { type: 'StepTimedOut', step: saga.step, attempt: attempts.step };
}

/** Returns the input that a reply is, by what its correlation id stands for. */
export const replyInputOf = (
  { step, phase, attempt }: { step: string; phase: 'step' | 'compensation'; attempt: number },
  reply: SagaReply,
): SagaInput => ({
  type: phase === 'step' ? 'ReplyReceived' : 'CompensationReplied',
  step,
  attempt,
  outcome: reply.outcome,
  reply,
});

function timerAfter(event: SagaEvent): Timer | null {
  switch (event.type) {
    case 'CommandSent':
    case 'CompensationSent':
      return { afterMs: event.timeoutMs };
    case 'StepPending':
    case 'RetryScheduled':
    case 'RetryRequested':
      return { afterMs: event.retryInMs };
    case 'Parked':
      return event.retryInMs === null ? null : { afterMs: event.retryInMs };
    case 'Completed':
    case 'Compensated':
      return 'none';
    default:
      return null;
  }
}

function commandOf(
  definition: SagaDefinition,
  { id, data }: Saga,
  { type, step: name, topic, correlationId, replyTopics }: Extract<SagaEvent, { correlationId: string }>,
): SagaCommand {
  const step = definition.steps.find((each) => each.name === name);
  const exchange = type === 'CommandSent' ? step : step?.compensation;
  if (!exchange) throw new Error(`${definition.name} has no command for ${name}`);
  return { topic, correlationId, replyTopics, payload: { ...exchange.commandOf(data), sagaId: id, correlationId } };
}
