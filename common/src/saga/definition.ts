import type { BackoffOptions } from '../backoff/index.ts';

/** The fields of a command. The orchestrator adds `sagaId` and `correlationId`. */
export type CommandFields = Readonly<Record<string, unknown>>;

export type Outcome = 'succeeded' | 'failed' | 'pending';

/** What every reply has; a step's reply may have more fields. */
export interface SagaReply {
  sagaId: string;
  /** Copied from the command. */
  correlationId: string;
  /** `pending`: not yet; the question is asked again after a pause. */
  outcome: Outcome;
  /** Why it failed: a stable, machine-readable code. */
  reason?: string | null | undefined;
}

export interface Retry {
  /** How often the command is sent in all; each time without an answer in time counts. */
  attempts: number | 'unlimited';
  backoff?: BackoffOptions;
  /** The pause after the answer "not yet". It grows while nothing changes, without jitter; 1 s to a minute by default. */
  pause?: BackoffOptions;
}

/** A command and where its answer arrives. Methods, so that a definition may narrow the types of its own data and replies. */
interface Exchange<Data> {
  commandTopic: string;
  replyTopics: readonly string[];
  /** How long the answer may take, milliseconds. */
  timeoutMs: number;
  /** Pure. Runs again for every attempt. */
  commandOf(data: Data): CommandFields;
}

/** Undoes a step. It is sent until it succeeds, with a capped backoff. */
export interface Compensation<Data> extends Exchange<Data> {
  backoff?: BackoffOptions;
}

export interface Step<Data> extends Exchange<Data> {
  /** Lower case, digits and hyphens; unique in its saga. */
  name: string;
  /** Returns the saga's data after the step has succeeded. Pure. */
  apply?(data: Data, reply: SagaReply): Data;
  /**
   * Returns the data after the answer `pending`: how far the participant is. Pure. A step without it does not take that answer.
   * As long as the data changes, there is progress, and no alarm.
   */
  progress?(data: Data, reply: SagaReply): Data;
  /** Required for every step before the pivot, unless it says `hasNoEffect`. */
  compensation?: Compensation<Data>;
  /** Nothing needs to be undone: a question, or a check. */
  hasNoEffect?: boolean;
  /** The step that decides: after it has succeeded, the saga only goes forward. At most one. */
  isPivot?: boolean;
  /** One attempt by default. Unlimited for every step after the pivot. */
  retry?: Retry;
}

/**
 * A saga as data. A published version never changes: sagas that run under it finish under it. What changes gets a new
 * version, beside the old one until no saga runs under that.
 */
export interface SagaDefinition<Data = unknown> {
  name: string;
  /** ≥ 1 */
  version: number;
  /** In the order in which they run, one after the other. */
  steps: readonly Step<Data>[];
  /** What it is about has happened already: it has no pivot, every step is repeated until it succeeds, and nothing is undone. */
  isForwardOnly?: boolean;
  /** Ids by which people search for a saga: of an order, of a person. No names or addresses. */
  keysOf?(data: Data): readonly string[];
  /** After this many attempts of one command without progress an alarm is raised; retrying goes on. 5 by default. */
  alarmAfterAttempts?: number;
}

/** A definition is not valid. The message lists every problem. */
export class SagaDefinitionError extends Error {
  override readonly name = 'SagaDefinitionError';
}

const nameFormat = /^[a-z][a-z0-9-]*$/;

/**
 * Checks a definition. Steps before the pivot can be undone, steps after it can be repeated until they succeed.
 * @throws SagaDefinitionError
 */
export function defineSaga<Data>(definition: SagaDefinition<Data>): SagaDefinition<Data> {
  const problems = [
    ...problemsOfWhole(definition),
    ...definition.steps.flatMap((step, at) =>
      problemsOfStep(definition, step, at).map((it) => `step ${step.name}: ${it}`),
    ),
  ];
  if (problems.length === 0) return definition;
  throw new SagaDefinitionError(
    `saga ${definition.name} version ${definition.version} is not valid:\n  ${problems.join('\n  ')}`,
  );
}

function problemsOfWhole({ name, version, steps, isForwardOnly, alarmAfterAttempts = 1 }: SagaDefinition): string[] {
  const names = steps.map((step) => step.name);
  const duplicates = new Set(names.filter((each, at) => names.indexOf(each) !== at));
  const pivots = steps.filter(({ isPivot }) => isPivot).map((step) => step.name);
  return [
    ...(nameFormat.test(name) ? [] : [`its name must match ${nameFormat}`]),
    ...(isCount(version) ? [] : ['its version must be a whole number ≥ 1']),
    ...(isCount(alarmAfterAttempts) ? [] : ['alarmAfterAttempts must be a whole number ≥ 1']),
    ...(steps.length > 0 ? [] : ['it has no steps']),
    ...[...duplicates].map((each) => `two steps have the name ${each}`),
    ...(isForwardOnly && pivots.length > 0 ? ['it only goes forward, and needs no pivot'] : []),
    ...(pivots.length > 1 ? [`it has more than one pivot: ${pivots.join(', ')}`] : []),
  ];
}

function problemsOfStep(definition: SagaDefinition, step: Step<unknown>, at: number): string[] {
  const { compensation, retry } = step;
  const isCounted = retry !== undefined && retry.attempts !== 'unlimited';
  return [
    ...(nameFormat.test(step.name) ? [] : [`its name must match ${nameFormat}`]),
    ...problemsOfExchange(step),
    ...(isCounted && !isCount(retry.attempts) ? ['retry.attempts must be a whole number ≥ 1, or unlimited'] : []),
    ...(compensation ? problemsOfExchange(compensation).map((it) => `compensation: ${it}`) : []),
    ...(step.progress && retry?.attempts !== 'unlimited'
      ? ['it is asked again as long as it is pending: retry.attempts must be unlimited']
      : []),
    ...(compensation && step.hasNoEffect ? ['it has a compensation, but says hasNoEffect'] : []),
    ...problemsOfPlace(definition, step, at),
  ];
}

function problemsOfExchange({ commandTopic, replyTopics, timeoutMs }: Exchange<unknown>): string[] {
  return [
    ...(commandTopic ? [] : ['it has no command topic']),
    ...(replyTopics.length > 0 && replyTopics.every(Boolean) ? [] : ['it has no reply topic']),
    ...(isCount(timeoutMs) ? [] : ['timeoutMs must be a whole number ≥ 1']),
  ];
}

function problemsOfPlace(definition: SagaDefinition, { retry, compensation, hasNoEffect }: Step<unknown>, at: number) {
  const pivotAt = pivotIndexOf(definition);
  const isUnlimited = retry?.attempts === 'unlimited';
  if (at < pivotAt) {
    return compensation || hasNoEffect ? [] : ['nothing undoes it: add a compensation, or say hasNoEffect'];
  }
  if (at === pivotAt) {
    return compensation || hasNoEffect || isUnlimited
      ? []
      : [
          'it is the pivot: add a compensation for a missing answer, or ask until it answers with retry.attempts unlimited',
        ];
  }
  const why = definition.isForwardOnly ? 'its saga only goes' : 'it comes after the pivot and must go';
  return [
    ...(isUnlimited ? [] : [`${why} forward: retry.attempts must be unlimited`]),
    ...(compensation ? [`${why} forward, where nothing is undone: its compensation would never run`] : []),
  ];
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 1;

/** Returns the position of the pivot; infinite without one, so that every step is before it; −1 where every step is after it. */
export function pivotIndexOf({ steps, isForwardOnly }: Pick<SagaDefinition, 'steps' | 'isForwardOnly'>): number {
  if (isForwardOnly) return -1;
  const at = steps.findIndex(({ isPivot }) => isPivot);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}
