import { DomainError, PermanentError } from '../errors/index.ts';

export type NextStep = { kind: 'retry'; tier: number; delayMs: number } | { kind: 'deadLetter' };

/**
 * Decides the next step for a failed message. A permanent error or a rule's refusal is final; any other error may be a
 * bug or a race and gets one more attempt per tier. Transient errors are retried in place and never reach this
 * function.
 * @param attempts failed attempts including this one, ≥ 1
 * @param delaysMs delay of each tier, milliseconds
 */
export function nextStep(error: unknown, attempts: number, delaysMs: readonly number[]): NextStep {
  if (error instanceof PermanentError || error instanceof DomainError) return { kind: 'deadLetter' };
  const tier = attempts - 1;
  const delayMs = delaysMs[tier];
  return delayMs === undefined ? { kind: 'deadLetter' } : { kind: 'retry', tier, delayMs };
}

/**
 * Returns how long a message of a retry topic still has to wait, in milliseconds, ≤ 0 for not at all. The result never
 * exceeds the tier's delay, so a wrong clock at the time of the failure can't hold the message back.
 */
export function remainingDelayMs(notBefore: string | undefined, delayMs: number, nowMs: number): number {
  if (notBefore === undefined) return 0;
  const dueAt = Number(notBefore);
  return Number.isFinite(dueAt) ? Math.min(dueAt - nowMs, delayMs) : 0;
}
