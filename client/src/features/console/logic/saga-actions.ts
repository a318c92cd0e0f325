import type { Saga, SagaStatus, SagaStep } from '../api/schemas.ts';

export const isOver = (status: SagaStatus): boolean => status === 'completed' || status === 'compensated';

type Judged = Pick<Saga, 'status' | 'actions' | 'error' | 'diagram'>;

/** Why an operator can't retry it; null when they can. */
export function retryObstacle({ status, actions, diagram }: Judged): 'over' | 'unknown' | 'atWork' | null {
  if (actions.retry) return null;
  if (isOver(status)) return 'over';
  return diagram === null ? 'unknown' : 'atWork';
}

/** Why an operator can't undo it; null when they can. */
export function undoObstacle(saga: Judged): 'over' | 'unknown' | 'undoing' | 'pastPivot' | null {
  const { status, actions, error, diagram } = saga;
  if (actions.compensate) return null;
  if (isOver(status)) return 'over';
  // Has an error since its compensation began, also while it is stuck.
  if (error !== null) return 'undoing';
  return diagram === null ? 'unknown' : 'pastPivot';
}

const mayHaveHappened: readonly SagaStep['state'][] = ['sent', 'succeeded', 'unanswered'];

/** Returns the steps whose compensations would run, in that order. */
export const stepsToUndo = (steps: readonly SagaStep[]): SagaStep[] =>
  steps.filter(({ state, canBeUndone }) => canBeUndone === true && mayHaveHappened.includes(state)).toReversed();
