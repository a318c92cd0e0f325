import type { Cancellation } from './api/schemas.ts';

/** What an organiser sees of a cancellation; that the sale has ended belongs to the orders. */
const steps = ['orders', 'refunds', 'notices'] as const;
export type CancellationStep = (typeof steps)[number];

export interface Stage {
  step: CancellationStep;
  state: 'done' | 'current' | 'next';
}

/** Returns how far each step is. */
export function stagesOf({ step, status }: Pick<Cancellation, 'step' | 'status'>): Stage[] {
  const at = steps.indexOf(step === undefined || step === 'sales' ? 'orders' : step);
  return steps.map((each, position) => ({
    step: each,
    state: stateOf(position, status === 'completed' ? steps.length : at),
  }));
}

function stateOf(position: number, at: number): Stage['state'] {
  if (position < at) return 'done';
  return position === at ? 'current' : 'next';
}
