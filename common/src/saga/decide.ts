import { isDeepStrictEqual } from 'node:util';
import { type BackoffOptions, backoffDelayMs, defaultBackoff } from '../backoff/index.ts';
import { ruleViolated } from '../errors/index.ts';
import { canGoBack, canRetry } from './actions.ts';
import { correlationIdOf } from './correlation.ts';
import { pivotIndexOf, type SagaDefinition, type Step } from './definition.ts';
import { evolve, isOver, type Phase, progressOf, type Saga, type SagaEvent, type SagaInput } from './saga.ts';

/** What a decision depends on besides the saga and its input. */
export interface Rules {
  definition: SagaDefinition;
  /** ≥ 0 and < 1; the jitter of backoffs. */
  random?: () => number;
}

const defaultAlarmAfterAttempts = 5;
const defaultPause: BackoffOptions = { baseMs: 1_000, capMs: 60_000 };

/**
 * Decides which events follow from an input. Duplicate and late inputs yield none: whoever waits for nothing ignores
 * everything, and an answer is awaited only while its step is at work.
 * @throws DomainError past_pivot, saga_is_over for a request that comes too late
 */
export function decide(rules: Rules, saga: Saga, input: SagaInput): SagaEvent[] {
  switch (input.type) {
    case 'Started':
      return saga.version > 0 ? [] : [{ type: 'Started', data: saga.data }, ...goForward(rules, saga)];
    case 'ReplyReceived':
      return onReply(rules, saga, input);
    case 'StepTimedOut':
      return isAwaited(saga, 'step', input) ? onTimeout(rules, saga) : [];
    case 'CompensationReplied':
      return onCompensationReply(rules, saga, input);
    case 'CompensationTimedOut':
      return isAwaited(saga, 'compensation', input) ? retryLater(rules, saga, 'compensation', 'timed_out') : [];
    case 'RetryDue':
      return saga.waitsFor === 'retry' ? sendAgain(rules, saga) : [];
    case 'CancelRequested':
      return onCancel(rules, saga, input.by);
    case 'RetryRequested':
      return onRetryRequest(saga, input.by);
  }
}

type Answered = Extract<SagaInput, { type: 'ReplyReceived' | 'CompensationReplied' }>;

/** Only the latest attempt can time out, and only once. */
function isAwaited(saga: Saga, phase: Phase, { step, attempt }: { step: string; attempt: number }): boolean {
  if (saga.step !== step || saga.waitsFor !== 'reply') return false;
  const { state, attempts } = progressOf(saga, step);
  return state === (phase === 'step' ? 'sent' : 'compensating') && attempts[phase] === attempt;
}

/**
 * The answer to any attempt is the answer of the step while the step is at work, because a participant answers every
 * attempt alike. After the pivot a refusal is only a "not now", which counts for its own attempt, as "not yet" does everywhere.
 */
function onReply(rules: Rules, saga: Saga, { step, attempt, outcome, reply }: Answered): SagaEvent[] {
  if (progressOf(saga, step).state !== 'sent') return [];
  if (outcome === 'succeeded') {
    const data = stepOf(rules, step).apply?.(saga.data, reply) ?? saga.data;
    return followedBy(saga, [{ type: 'StepSucceeded', step, attempt, data }], (next) => goForward(rules, next));
  }
  if (outcome === 'pending')
    return isAwaited(saga, 'step', { step, attempt }) ? onPending(rules, saga, { step, attempt, reply }) : [];
  const code = reply.reason ?? 'failed';
  if (indexOf(rules, step) > pivotIndexOf(rules.definition))
    return isAwaited(saga, 'step', { step, attempt }) ? retryLater(rules, saga, 'step', code) : [];
  return goBack(rules, saga, [{ type: 'StepRefused', step, attempt, code }], code);
}

/** A step that does not take the answer has its timeout. */
function onPending(
  rules: Rules,
  saga: Saga,
  { step, attempt, reply }: Omit<Answered, 'type' | 'outcome'>,
): SagaEvent[] {
  const { progress, retry } = stepOf(rules, step);
  if (!progress) return [];
  const data = progress(saga.data, reply);
  const isProgress = !isDeepStrictEqual(data, saga.data);
  const idle = isProgress ? 0 : idleAttemptsOf(saga, step, 'step');
  const retryInMs = Math.round(backoffDelayMs(Math.max(1, idle), retry?.pause ?? defaultPause, () => 1));
  return [{ type: 'StepPending', step, attempt, data, isProgress, retryInMs, isAlarm: isAlarming(rules, idle) }];
}

/** Attempts since the last progress. */
function idleAttemptsOf(saga: Saga, step: string, phase: Phase): number {
  const { attempts, progressedAt = 0 } = progressOf(saga, step);
  return phase === 'step' ? attempts.step - progressedAt : attempts.compensation;
}

const isAlarming = ({ definition }: Rules, idleAttempts: number): boolean =>
  idleAttempts >= (definition.alarmAfterAttempts ?? defaultAlarmAfterAttempts);

function onTimeout(rules: Rules, saga: Saga): SagaEvent[] {
  const { name, retry } = stepOf(rules, saga.step);
  const limit = retry?.attempts ?? 1;
  if (limit === 'unlimited' || progressOf(saga, name).attempts.step < limit)
    return retryLater(rules, saga, 'step', 'timed_out');
  return goBack(rules, saga, [{ type: 'StepUnanswered', step: name }], 'timed_out');
}

function onCompensationReply(rules: Rules, saga: Saga, { step, attempt, outcome, reply }: Answered): SagaEvent[] {
  if (progressOf(saga, step).state !== 'compensating') return [];
  if (outcome === 'succeeded')
    return followedBy(saga, [{ type: 'StepCompensated', step, attempt }], (next) => compensateNext(rules, next));
  return isAwaited(saga, 'compensation', { step, attempt })
    ? retryLater(rules, saga, 'compensation', reply.reason ?? 'failed')
    : [];
}

function onCancel(rules: Rules, saga: Saga, by: string): SagaEvent[] {
  if (saga.direction === 'backward') return [];
  if (!saga.step || !canGoBack(rules.definition, saga)) throw ruleViolated('past_pivot', 'It is too late to cancel');
  return goBack(
    rules,
    saga,
    [
      { type: 'CancelRequested', by },
      { type: 'StepUnanswered', step: saga.step },
    ],
    'cancelled',
  );
}

/** The sweeper does it: the timer is set to now. An attempt under way is left to end. */
function onRetryRequest(saga: Saga, by: string): SagaEvent[] {
  if (isOver(saga)) throw ruleViolated('saga_is_over', 'There is nothing left to retry');
  return canRetry(saga) ? [{ type: 'RetryRequested', by, retryInMs: 0 }] : [];
}

function goForward({ definition }: Rules, saga: Saga): SagaEvent[] {
  const next = saga.steps.find(({ state }) => state === 'unsent');
  return next ? [commandSent(definition, saga, next.name, 1)] : [{ type: 'Completed' }];
}

function goBack(rules: Rules, saga: Saga, cause: SagaEvent[], code: string): SagaEvent[] {
  const started: SagaEvent = { type: 'CompensationStarted', failure: { step: saga.step, code } };
  return followedBy(saga, [...cause, started], (next) => compensateNext(rules, next));
}

/** Undoes the last step that may have happened. */
function compensateNext(rules: Rules, saga: Saga): SagaEvent[] {
  const last = saga.steps.findLast(
    ({ name, state }) => (state === 'succeeded' || state === 'unanswered') && stepOf(rules, name).compensation,
  );
  return last ? [compensationSent(rules, saga, last.name, 1)] : [{ type: 'Compensated' }];
}

function retryLater(rules: Rules, saga: Saga, phase: Phase, code: string): SagaEvent[] {
  const { name, retry, compensation } = stepOf(rules, saga.step);
  const idle = idleAttemptsOf(saga, name, phase);
  const attempt = progressOf(saga, name).attempts[phase];
  const backoff: BackoffOptions = (phase === 'step' ? retry?.backoff : compensation?.backoff) ?? defaultBackoff;
  const retryInMs = Math.round(backoffDelayMs(idle, backoff, rules.random));
  const isAlarm = isAlarming(rules, idle);
  return [{ type: 'RetryScheduled', step: name, phase, attempt, code, retryInMs, isAlarm }];
}

function sendAgain(rules: Rules, saga: Saga): SagaEvent[] {
  const { name, state, attempts } = progressOf(saga, saga.step);
  return state === 'compensating'
    ? [compensationSent(rules, saga, name, attempts.compensation + 1)]
    : [commandSent(rules.definition, saga, name, attempts.step + 1)];
}

function commandSent(definition: SagaDefinition, saga: Saga, name: string, attempt: number): SagaEvent {
  const { commandTopic: topic, replyTopics, timeoutMs } = stepOf({ definition }, name);
  const correlationId = correlationIdOf({ sagaId: saga.id, step: name, phase: 'step', attempt });
  return { type: 'CommandSent', step: name, attempt, correlationId, topic, replyTopics, timeoutMs };
}

function compensationSent(rules: Rules, saga: Saga, name: string, attempt: number): SagaEvent {
  const { compensation } = stepOf(rules, name);
  if (!compensation) throw new Error(`step ${name} has no compensation`);
  const { commandTopic: topic, replyTopics, timeoutMs } = compensation;
  const correlationId = correlationIdOf({ sagaId: saga.id, step: name, phase: 'compensation', attempt });
  return { type: 'CompensationSent', step: name, attempt, correlationId, topic, replyTopics, timeoutMs };
}

const followedBy = (saga: Saga, events: SagaEvent[], next: (saga: Saga) => SagaEvent[]): SagaEvent[] => [
  ...events,
  ...next(events.reduce(evolve, saga)),
];

const indexOf = ({ definition }: Rules, name: string): number => definition.steps.findIndex((it) => it.name === name);

function stepOf({ definition }: Pick<Rules, 'definition'>, name: string | null): Step<unknown> {
  const step = definition.steps.find((each) => each.name === name);
  if (!step) throw new Error(`saga ${definition.name} version ${definition.version} has no step ${name}`);
  return step;
}
