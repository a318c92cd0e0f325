/**
 * What a participant keeps of one step of one saga, under the saga's id, in the transaction of the effect. It answers all
 * attempts of a step alike, and a step that was undone never happens again: the compensation may overtake the command,
 * because they arrive on different topics.
 */
export interface StepRecord<Fields = unknown> {
  outcome: 'succeeded' | 'failed';
  reason: string | null;
  /** Further fields of the answer. */
  fields: Fields | null;
  isUndone: boolean;
}

/** Whether a command is to be carried out; otherwise the recorded answer is sent again. */
export const mustCarryOut = (known: Pick<StepRecord, 'outcome'> | null): known is null => known === null;

/**
 * Decides what a compensation does. Its answer is always `succeeded`, once the effect is undone.
 * @returns the record to keep, and whether there is an effect to undo
 */
export function onCompensation<Fields>(known: StepRecord<Fields> | null): {
  record: StepRecord<Fields>;
  mustUndo: boolean;
} {
  if (!known) return { record: { outcome: 'failed', reason: 'undone', fields: null, isUndone: true }, mustUndo: false };
  const mustUndo = known.outcome === 'succeeded';
  return { record: { ...known, outcome: 'failed', reason: known.reason ?? 'undone', isUndone: true }, mustUndo };
}
