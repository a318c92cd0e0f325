import type { ResendKind } from './resend.ts';
import type { Selection } from './selection.ts';

/** An operator, as the session's token says. */
export interface Operator {
  id: string;
  email: string;
}

/**
 * - `sending`: letters are being taken and sent, at the rate
 * - `cancelling`: no more are taken; what was taken is sent
 * - `sent`: no more are there; what was sent may still be waited for
 */
export type ReplayState = 'sending' | 'cancelling' | 'sent' | 'cancelled';

/** What an operator set going: letters of a selection are sent again, one after the other. It survives its process. */
export interface Replay {
  id: string;
  kind: ResendKind;
  selection: Selection;
  reason: string | null;
  operator: Operator;
  ratePerSecond: number;
  /** Letters that the selection had when it began; others are not taken. */
  selected: number;
  /** Key and value to be sent instead; of edits only. */
  edit: { key: Buffer | null; value: Buffer; json: string } | null;
  /** Position that the operator gave for the one letter of a skip; null means each letter's own. */
  skip: string | null;
  state: ReplayState;
  createdAt: Date;
  /** When the last letter was sent, or it was cancelled. */
  endedAt: Date | null;
  cancelledBy: Operator | null;
  /** Why it does not get on at the moment. */
  stalled: { at: Date; reason: string } | null;
}

/** What a person is told: a replay is done once everything that was sent is reported. */
export type ReplayStatus = 'running' | 'done' | 'cancelled';

export function statusOfReplay({ state }: Pick<Replay, 'state'>, waiting: number): ReplayStatus {
  if (state === 'cancelling' || state === 'cancelled') return 'cancelled';
  return state === 'sent' && waiting === 0 ? 'done' : 'running';
}

export const defaultRatePerSecond = 50;
export const highestRatePerSecond = 1000;
