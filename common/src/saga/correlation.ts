import type { Phase } from './saga.ts';

export interface Correlation {
  sagaId: string;
  step: string;
  phase: Phase;
  attempt: number;
}

/** Returns what a command carries and its reply repeats. Each attempt has its own. */
export const correlationIdOf = ({ sagaId, step, phase, attempt }: Correlation): string =>
  `${sagaId}:${step}:${phase === 'step' ? '' : 'compensation:'}${attempt}`;
