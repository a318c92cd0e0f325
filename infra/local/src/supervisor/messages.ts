import type { ReloadEvent } from '../reload/reloader.ts';
import type { StepEvent } from '../stack/run-steps.ts';

/** What the supervisor tells the command that started it. */
export type SupervisorMessage =
  | { type: 'plan'; steps: { name: string; title: string; needs: readonly string[] }[] }
  | { type: 'step'; event: StepEvent }
  /** The way up is over; `missing` are the steps that are not done. */
  | { type: 'up'; missing: string[]; tookMs: number }
  | { type: 'warning'; text: string }
  | { type: 'reload'; event: ReloadEvent }
  | { type: 'refused'; reason: string }
  | { type: 'stopping' }
  | { type: 'stopped'; name: string };

/** What the command tells the supervisor. */
export interface SupervisorOrder {
  type: 'stop';
}
