import type { ReloadEvent } from '../reload/reloader.ts';
import type { StepEvent } from '../stack/run-steps.ts';

/** Messages from the supervisor to the process that started it. */
export type SupervisorMessage =
  | { type: 'plan'; steps: { name: string; title: string; needs: readonly string[] }[] }
  | { type: 'step'; event: StepEvent }
  /** The start is over; `missing` are the steps that did not complete. */
  | { type: 'up'; missing: string[]; tookMs: number }
  | { type: 'warning'; text: string }
  | { type: 'reload'; event: ReloadEvent }
  | { type: 'refused'; reason: string }
  | { type: 'stopping' }
  | { type: 'stopped'; name: string };

/** Messages from that process to the supervisor. */
export interface SupervisorCommand {
  type: 'stop';
}
