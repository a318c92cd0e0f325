import { pivotIndexOf, type SagaDefinition } from './definition.ts';
import { isOver, isParked, type Saga } from './saga.ts';

/** What a person may ask of a saga now. */
export interface SagaActions {
  /** Make the next attempt now. */
  retry: boolean;
  /** Undo it. */
  compensate: boolean;
}

/**
 * Returns what would have an effect now, and would not be refused.
 * @param definition null for a version that this program does not have: nothing can be decided about it here
 */
export const actionsOf = (
  definition: SagaDefinition | null,
  saga: Pick<Saga, 'status' | 'direction' | 'step' | 'waitsFor' | 'alarm'>,
): SagaActions => ({
  retry: definition !== null && canRetry(saga),
  compensate: definition !== null && canGoBack(definition, saga),
});

/** Whether it waits for its next attempt, or could not decide. An attempt under way is left to end. */
export const canRetry = (saga: Pick<Saga, 'status' | 'waitsFor' | 'alarm'>): boolean =>
  !isOver(saga) && (saga.waitsFor === 'retry' || isParked(saga));

/** Whether it goes forward, and nothing that it may have done so far is final. */
export function canGoBack(definition: SagaDefinition, { direction, step }: Pick<Saga, 'direction' | 'step'>): boolean {
  if (direction === 'backward' || step === null) return false;
  const [at, pivotAt] = [definition.steps.findIndex(({ name }) => name === step), pivotIndexOf(definition)];
  const current = definition.steps[at];
  if (!current) throw new Error(`saga ${definition.name} version ${definition.version} has no step ${step}`);
  return at < pivotAt || (at === pivotAt && (current.compensation !== undefined || current.hasNoEffect === true));
}
