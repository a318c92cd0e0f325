import { DomainError, PermanentError } from '../errors/index.ts';

export type NextStep = { kind: 'retry'; tier: number; delayMs: number } | { kind: 'deadLetter' };

/**
 * What becomes of a message that failed by itself. A rule's "never" is final; anything else may be a bug or a race, and
 * gets one attempt more in each tier. Failures of dependencies never come here.
 * @param attempts failed until now, this one included, ≥ 1
 * @param delaysMs waiting time of each tier
 */
export function nextStep(error: unknown, attempts: number, delaysMs: readonly number[]): NextStep {
  if (error instanceof PermanentError || error instanceof DomainError) return { kind: 'deadLetter' };
  const tier = attempts - 1;
  const delayMs = delaysMs[tier];
  return delayMs === undefined ? { kind: 'deadLetter' } : { kind: 'retry', tier, delayMs };
}

/**
 * How long a message of a retry topic still has to wait, milliseconds, ≤ 0 for not at all. Never longer than its tier's
 * delay, so that a clock that was wrong when the message failed can't hold it back.
 */
export function remainingDelayMs(notBefore: string | undefined, delayMs: number, nowMs: number): number {
  if (notBefore === undefined) return 0;
  const dueAt = Number(notBefore);
  return Number.isFinite(dueAt) ? Math.min(dueAt - nowMs, delayMs) : 0;
}
